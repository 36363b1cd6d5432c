-- What one agency asked of another in a case, as lists need it: what is shared and what was written stands in the case's history alone.
CREATE TABLE referral (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id     TEXT COLLATE "C" NOT NULL,
    from_agency TEXT COLLATE "C" NOT NULL,
    to_agency   TEXT COLLATE "C" NOT NULL,
    asked_by    TEXT COLLATE "C" NOT NULL,
    owner_id    TEXT COLLATE "C" NOT NULL, -- who does it there; empty for nobody yet
    service     TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL,
    due         TEXT COLLATE "C" NOT NULL, -- the last day for an answer
    asked_at    BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL
);
CREATE INDEX referral_to ON referral (to_agency, changed_at, id);
CREATE INDEX referral_from ON referral (from_agency, changed_at, id);

-- Cases that somebody opened in an emergency whose agency takes no part in them. Why stands in the case's history.
CREATE TABLE emergency (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id    TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    agency_id  TEXT COLLATE "C" NOT NULL,
    opened_at  BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX emergency_of_account ON emergency (account_id, ends_at);
CREATE INDEX emergency_in_order ON emergency (opened_at, id);

-- Who was told of one and says that they saw it.
CREATE TABLE emergency_seen (
    emergency_id TEXT COLLATE "C" NOT NULL,
    account_id   TEXT COLLATE "C" NOT NULL,
    seen_at      BIGINT NOT NULL,
    PRIMARY KEY (emergency_id, account_id)
);
CREATE INDEX case_by_code ON case_file (code);

-- The consents of cases, one row for each agency that they are for: whose, since when, until when. Who gave it stands in the history.
CREATE TABLE case_consent (
    case_id      TEXT COLLATE "C" NOT NULL,
    number       BIGINT NOT NULL, -- its place in the case's history
    agency_id    TEXT COLLATE "C" NOT NULL,
    given_on     TEXT COLLATE "C" NOT NULL,
    until        TEXT COLLATE "C" NOT NULL, -- 9999-12-31 when no day was set
    withdrawn_on TEXT COLLATE "C" NOT NULL, -- empty while it was not
    PRIMARY KEY (case_id, number, agency_id)
);
CREATE INDEX case_consent_in_order ON case_consent (withdrawn_on, until, case_id, number, agency_id);
-- Worked out from what was kept before, also after an older dump was put back.
INSERT INTO case_consent (case_id, number, agency_id, given_on, until, withdrawn_on)
    SELECT e.case_id, e.number, a.value, e.day, coalesce(a.until, '9999-12-31'),
        coalesce((SELECT min(w.day) FROM case_event w WHERE w.case_id = e.case_id AND
            CASE WHEN w.what LIKE '{"did":"withdrew"%' THEN (w.what::jsonb ->> 'consent')::bigint END = e.number), '')
    FROM case_event e, LATERAL (
        SELECT jsonb_array_elements_text(said.consent -> 'agencies') AS value, said.consent ->> 'until' AS until
        FROM (SELECT CASE WHEN e.what LIKE '{"did":"consented"%' THEN e.what::jsonb -> 'consent' ELSE '{"agencies":[]}'::jsonb END
            AS consent) said) a
    ON CONFLICT (case_id, number, agency_id) DO NOTHING;
