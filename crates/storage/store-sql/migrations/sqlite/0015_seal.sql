-- Data keys, each wrapped under a master key that lies outside of the database. One a subject, so that it can be destroyed alone.
CREATE TABLE seal_key (
    id           TEXT NOT NULL PRIMARY KEY,
    subject      TEXT NOT NULL,
    wrapped      TEXT NOT NULL, -- hex; empty once destroyed
    created_at   BIGINT NOT NULL,
    destroyed_at BIGINT
);
CREATE UNIQUE INDEX seal_key_of_subject ON seal_key (subject) WHERE destroyed_at IS NULL;

-- What makes an account's one-time codes.
CREATE TABLE second_factor (
    account_id   TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    secret       TEXT NOT NULL, -- sealed, hex
    confirmed_at BIGINT, -- asked for since then
    last_step    BIGINT NOT NULL -- the last step whose code was used
);

-- The way in for whoever lost the phone that makes the codes.
CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id),
    hash       TEXT NOT NULL, -- SHA-256 of the code, which is random and long
    used_at    BIGINT, -- set once
    PRIMARY KEY (account_id, hash)
);
