-- Agencies that have no account here, as people who keep agencies know them.
CREATE TABLE outside_agency (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name_en    TEXT COLLATE "C" NOT NULL,
    name_th    TEXT COLLATE "C" NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL,
    recipient  TEXT COLLATE "C" NOT NULL, -- its public key; empty when each package has a passphrase of its own
    is_open    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- By which code whoever opened a package says that it arrived: only its hash is kept.
CREATE TABLE package_receipt (
    code_hash   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    referral_id TEXT COLLATE "C" NOT NULL,
    case_id     TEXT COLLATE "C" NOT NULL,
    until       TEXT COLLATE "C" NOT NULL, -- the last day on which it is taken
    made_at     BIGINT NOT NULL
);

-- Every file of a list that was made: who, of what, how many, for what. No value, and nothing of what was looked for.
CREATE TABLE export_made (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- its number, as it stands in the file
    account_id TEXT COLLATE "C" NOT NULL,
    agency_id  TEXT COLLATE "C" NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL,
    format     TEXT COLLATE "C" NOT NULL,
    purpose    TEXT COLLATE "C" NOT NULL, -- a code; empty when nothing sensitive went out
    row_count  BIGINT NOT NULL,
    sensitive  BIGINT NOT NULL, -- how many columns of classes identity and case
    made_at    BIGINT NOT NULL
);
CREATE INDEX export_made_in_order ON export_made (made_at, id);
CREATE INDEX export_made_by ON export_made (account_id, made_at);
