-- Passkeys: what proves their owner is with an authenticator; here lies what recognises it.
CREATE TABLE passkey (
    id            TEXT NOT NULL PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES account (id),
    name          TEXT NOT NULL,
    credential_id TEXT NOT NULL UNIQUE, -- hex
    public_key    TEXT NOT NULL, -- a COSE key, hex
    sign_count    BIGINT NOT NULL,
    challenged_at BIGINT NOT NULL, -- the last challenge answered; none made then or earlier is taken
    created_at    BIGINT NOT NULL,
    used_at       BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account_id, created_at);

-- The word that somebody says when they are forced to sign in, and when one was used.
CREATE TABLE duress_word (
    account_id    TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    password_hash TEXT NOT NULL, -- argon2id, as an account's
    set_at        BIGINT NOT NULL
);
CREATE TABLE duress_use (
    id         TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    agency_id  TEXT NOT NULL REFERENCES agency (id),
    at         BIGINT NOT NULL
);
CREATE INDEX duress_use_by_time ON duress_use (at);

-- Whether a session opens the public pages only.
ALTER TABLE session ADD COLUMN confined BIGINT NOT NULL DEFAULT 0;
