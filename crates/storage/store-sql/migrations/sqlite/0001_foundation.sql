-- Foundation: settings, agencies and accounts, files, imports, the log, the records it makes, and the audit chain.
-- Its counterpart for PostgreSQL has the same number, tables and columns; a test compares them.
-- Moments are milliseconds since 1970-01-01T00:00Z; flags are 0 and 1.

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE agency (
    id         TEXT   NOT NULL PRIMARY KEY,
    name_en    TEXT   NOT NULL,
    name_th    TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE account (
    id            TEXT   NOT NULL PRIMARY KEY,
    agency_id     TEXT   NOT NULL REFERENCES agency (id),
    login         TEXT   NOT NULL UNIQUE, -- lower case
    name          TEXT   NOT NULL,
    role          TEXT   NOT NULL,
    lang          TEXT   NOT NULL,
    password_hash TEXT, -- argon2id in PHC form; none until the one-time link was used
    disabled      BIGINT NOT NULL CHECK (disabled IN (0, 1)),
    created_at    BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the token; the token itself is never kept
    account_id TEXT   NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE invitation (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    account_id TEXT   NOT NULL REFERENCES account (id),
    expires_at BIGINT NOT NULL,
    used_at    BIGINT -- set once, then the link works no more
);

CREATE TABLE attachment (
    hash       TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the content
    media_type TEXT   NOT NULL,
    agency_id  TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    bytes      BLOB   NOT NULL
);

CREATE TABLE batch (
    id         TEXT   NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    agency_id  TEXT   NOT NULL,
    author_id  TEXT   NOT NULL,
    file_name  TEXT   NOT NULL,
    file_hash  TEXT   NOT NULL,
    project    TEXT,
    mapping    TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('draft', 'imported', 'undone')),
    summary    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX batch_by_kind ON batch (kind, created_at);

CREATE TABLE mapping (
    agency_id TEXT NOT NULL,
    kind      TEXT NOT NULL,
    signature TEXT NOT NULL, -- what identifies the layout
    mapping   TEXT NOT NULL,
    PRIMARY KEY (agency_id, kind, signature)
);

CREATE TABLE kind (
    id     TEXT NOT NULL PRIMARY KEY, -- pack/form
    schema TEXT NOT NULL -- every column its typed tables ever had, as JSON
);

CREATE TABLE submission (
    seq          BIGINT NOT NULL PRIMARY KEY, -- its place in the log
    id           TEXT   NOT NULL UNIQUE, -- made by the client
    kind         TEXT   NOT NULL,
    form_version TEXT   NOT NULL,
    record_seq   BIGINT NOT NULL, -- the place of the record's first submission
    record_id    TEXT   NOT NULL,
    supersedes   TEXT,
    answers      TEXT, -- none takes the record back
    reason       TEXT, -- why it corrects or takes back
    agency_id    TEXT   NOT NULL,
    author_id    TEXT   NOT NULL,
    batch_id     TEXT,
    source       TEXT   NOT NULL,
    received_at  BIGINT NOT NULL
);
CREATE INDEX submission_by_record ON submission (record_seq, seq);
-- A submission is superseded at most once, whatever a program does.
CREATE UNIQUE INDEX submission_superseded_once ON submission (supersedes) WHERE supersedes IS NOT NULL;

CREATE TRIGGER submission_is_not_changed BEFORE UPDATE ON submission
BEGIN SELECT RAISE(ABORT, 'the submission log is only appended to'); END;
CREATE TRIGGER submission_is_not_deleted BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'the submission log is only appended to'); END;

-- The present state of what submissions made. Rows lie in the order of the log, so that new records touch few pages.
CREATE TABLE record (
    seq           BIGINT NOT NULL PRIMARY KEY REFERENCES submission (seq), -- the first submission's place
    id            TEXT   NOT NULL, -- the first submission's id
    kind          TEXT   NOT NULL,
    agency_id     TEXT   NOT NULL,
    submission_id TEXT   NOT NULL, -- the submission it is at
    batch_id      TEXT, -- the import that made it
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    retracted     BIGINT NOT NULL CHECK (retracted IN (0, 1))
) WITHOUT ROWID;
CREATE INDEX record_by_change ON record (kind, updated_at, seq) WHERE retracted = 0;
CREATE INDEX record_by_batch ON record (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE audit (
    seq           BIGINT NOT NULL PRIMARY KEY, -- from 1 without holes
    at            BIGINT NOT NULL,
    actor         TEXT   NOT NULL,
    agency_id     TEXT   NOT NULL,
    action        TEXT   NOT NULL,
    subject_kind  TEXT   NOT NULL,
    subject_id    TEXT   NOT NULL,
    detail        TEXT   NOT NULL,
    previous_hash TEXT   NOT NULL,
    hash          TEXT   NOT NULL
);
CREATE INDEX audit_by_actor ON audit (actor, seq);
CREATE INDEX audit_by_subject ON audit (subject_id, seq);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit chain is only appended to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit chain is only appended to'); END;

-- Where the chain ends, noted apart from it, so that a tail that was cut off is missed.
CREATE TABLE audit_head (
    chain TEXT   NOT NULL PRIMARY KEY,
    seq   BIGINT NOT NULL,
    hash  TEXT   NOT NULL
);
