-- Forms that somebody began and has not sent.
CREATE TABLE draft (
    account_id   TEXT NOT NULL REFERENCES account (id),
    id           TEXT NOT NULL, -- of the submission that it will be
    kind         TEXT NOT NULL,
    form_version TEXT NOT NULL, -- when it was last saved
    record_id    TEXT, -- the record that it corrects
    supersedes   TEXT, -- the submission that it replaces
    content      TEXT NOT NULL, -- what was typed
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX draft_by_age ON draft (updated_at);
