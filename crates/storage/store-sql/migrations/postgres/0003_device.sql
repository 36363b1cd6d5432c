-- Phones that send for somebody. Of a device's secret only what proves it is kept.
CREATE TABLE device (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id  TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    name        TEXT COLLATE "C" NOT NULL,
    token_hash  TEXT COLLATE "C" NOT NULL, -- SHA-256 of the secret
    digest_hash TEXT COLLATE "C" NOT NULL, -- MD5 of id, realm and secret, as digest authentication takes it
    created_at  BIGINT NOT NULL,
    seen_at     BIGINT, -- none until it was first used
    revoked_at  BIGINT -- set once, then the device is refused
);
CREATE UNIQUE INDEX device_by_token ON device (token_hash);
CREATE INDEX device_by_account ON device (account_id);
