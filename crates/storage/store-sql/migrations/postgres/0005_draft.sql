-- Forms that somebody began and has not sent.
CREATE TABLE draft (
    account_id   TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    id           TEXT COLLATE "C" NOT NULL, -- of the submission that it will be
    kind         TEXT COLLATE "C" NOT NULL,
    form_version TEXT COLLATE "C" NOT NULL, -- when it was last saved
    record_id    TEXT COLLATE "C", -- the record that it corrects
    supersedes   TEXT COLLATE "C", -- the submission that it replaces
    content      TEXT COLLATE "C" NOT NULL, -- what was typed
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX draft_by_age ON draft (updated_at);
