-- Foundation: settings, agencies and accounts, files, imports, the log, the records it makes, and the audit chain.
-- Its counterpart for SQLite has the same number, tables and columns; a test compares them.
-- Moments are milliseconds since 1970-01-01T00:00Z; flags are 0 and 1.

CREATE TABLE setting (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE agency (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name_en    TEXT COLLATE "C" NOT NULL,
    name_th    TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE account (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    agency_id     TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    login         TEXT COLLATE "C" NOT NULL UNIQUE, -- lower case
    name          TEXT COLLATE "C" NOT NULL,
    role          TEXT COLLATE "C" NOT NULL,
    lang          TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C", -- argon2id in PHC form; none until the one-time link was used
    disabled      BIGINT NOT NULL CHECK (disabled IN (0, 1)),
    created_at    BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- SHA-256 of the token; the token itself is never kept
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE invitation (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    expires_at BIGINT NOT NULL,
    used_at    BIGINT -- set once, then the link works no more
);

CREATE TABLE attachment (
    hash       TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- SHA-256 of the content
    media_type TEXT COLLATE "C" NOT NULL,
    agency_id  TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    bytes      BYTEA  NOT NULL
);

CREATE TABLE batch (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind       TEXT COLLATE "C" NOT NULL,
    agency_id  TEXT COLLATE "C" NOT NULL,
    author_id  TEXT COLLATE "C" NOT NULL,
    file_name  TEXT COLLATE "C" NOT NULL,
    file_hash  TEXT COLLATE "C" NOT NULL,
    project    TEXT COLLATE "C",
    mapping    TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'imported', 'undone')),
    summary    TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX batch_by_kind ON batch (kind, created_at);

CREATE TABLE mapping (
    agency_id TEXT COLLATE "C" NOT NULL,
    kind      TEXT COLLATE "C" NOT NULL,
    signature TEXT COLLATE "C" NOT NULL, -- what identifies the layout
    mapping   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (agency_id, kind, signature)
);

CREATE TABLE kind (
    id     TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- pack/form
    schema TEXT COLLATE "C" NOT NULL -- every column its typed tables ever had, as JSON
);

CREATE TABLE submission (
    seq          BIGINT NOT NULL PRIMARY KEY, -- its place in the log
    id           TEXT COLLATE "C" NOT NULL UNIQUE, -- made by the client
    kind         TEXT COLLATE "C" NOT NULL,
    form_version TEXT COLLATE "C" NOT NULL,
    record_seq   BIGINT NOT NULL, -- the place of the record's first submission
    record_id    TEXT COLLATE "C" NOT NULL,
    supersedes   TEXT COLLATE "C",
    answers      TEXT COLLATE "C", -- none takes the record back
    reason       TEXT COLLATE "C", -- why it corrects or takes back
    agency_id    TEXT COLLATE "C" NOT NULL,
    author_id    TEXT COLLATE "C" NOT NULL,
    batch_id     TEXT COLLATE "C",
    source       TEXT COLLATE "C" NOT NULL,
    received_at  BIGINT NOT NULL
);
CREATE INDEX submission_by_record ON submission (record_seq, seq);
-- A submission is superseded at most once, whatever a program does.
CREATE UNIQUE INDEX submission_superseded_once ON submission (supersedes) WHERE supersedes IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only appended to', TG_TABLE_NAME;
END $$;

CREATE TRIGGER submission_is_not_changed BEFORE UPDATE OR DELETE ON submission
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_is_not_emptied BEFORE TRUNCATE ON submission
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The present state of what submissions made.
CREATE TABLE record (
    seq           BIGINT NOT NULL PRIMARY KEY REFERENCES submission (seq), -- the first submission's place
    id            TEXT COLLATE "C" NOT NULL, -- the first submission's id
    kind          TEXT COLLATE "C" NOT NULL,
    agency_id     TEXT COLLATE "C" NOT NULL,
    submission_id TEXT COLLATE "C" NOT NULL, -- the submission it is at
    batch_id      TEXT COLLATE "C", -- the import that made it
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    retracted     BIGINT NOT NULL CHECK (retracted IN (0, 1))
);
CREATE INDEX record_by_change ON record (kind, updated_at, seq) WHERE retracted = 0;
CREATE INDEX record_by_batch ON record (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE audit (
    seq           BIGINT NOT NULL PRIMARY KEY, -- from 1 without holes
    at            BIGINT NOT NULL,
    actor         TEXT COLLATE "C" NOT NULL,
    agency_id     TEXT COLLATE "C" NOT NULL,
    action        TEXT COLLATE "C" NOT NULL,
    subject_kind  TEXT COLLATE "C" NOT NULL,
    subject_id    TEXT COLLATE "C" NOT NULL,
    detail        TEXT COLLATE "C" NOT NULL,
    previous_hash TEXT COLLATE "C" NOT NULL,
    hash          TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_by_actor ON audit (actor, seq);
CREATE INDEX audit_by_subject ON audit (subject_id, seq);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Where the chain ends, noted apart from it, so that a tail that was cut off is missed.
CREATE TABLE audit_head (
    chain TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    seq   BIGINT NOT NULL,
    hash  TEXT COLLATE "C" NOT NULL
);
