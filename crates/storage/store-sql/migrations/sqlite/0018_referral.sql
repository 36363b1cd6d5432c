-- What one agency asked of another in a case, as lists need it: what is shared and what was written stands in the case's history alone.
CREATE TABLE referral (
    id          TEXT NOT NULL PRIMARY KEY,
    case_id     TEXT NOT NULL,
    from_agency TEXT NOT NULL,
    to_agency   TEXT NOT NULL,
    asked_by    TEXT NOT NULL,
    owner_id    TEXT NOT NULL, -- who does it there; empty for nobody yet
    service     TEXT NOT NULL,
    state       TEXT NOT NULL,
    due         TEXT NOT NULL, -- the last day for an answer
    asked_at    BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL
);
CREATE INDEX referral_to ON referral (to_agency, changed_at, id);
CREATE INDEX referral_from ON referral (from_agency, changed_at, id);

-- Cases that somebody opened in an emergency whose agency takes no part in them. Why stands in the case's history.
CREATE TABLE emergency (
    id         TEXT NOT NULL PRIMARY KEY,
    case_id    TEXT NOT NULL,
    account_id TEXT NOT NULL,
    agency_id  TEXT NOT NULL,
    opened_at  BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX emergency_of_account ON emergency (account_id, ends_at);
CREATE INDEX emergency_in_order ON emergency (opened_at, id);

-- Who was told of one and says that they saw it.
CREATE TABLE emergency_seen (
    emergency_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    seen_at      BIGINT NOT NULL,
    PRIMARY KEY (emergency_id, account_id)
);
CREATE INDEX case_by_code ON case_file (code);
