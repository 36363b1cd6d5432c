-- Who somebody is at the identity provider where their office keeps its people. Neither part is a secret, and neither opens anything.
CREATE TABLE outer_identity (
    issuer        TEXT COLLATE "C" NOT NULL,
    subject       TEXT COLLATE "C" NOT NULL,
    account_id    TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    linked_at     BIGINT NOT NULL,
    challenged_at BIGINT NOT NULL, -- the last challenge answered; none made then or earlier is taken
    used_at       BIGINT,
    PRIMARY KEY (issuer, subject),
    UNIQUE (account_id, issuer)
);
