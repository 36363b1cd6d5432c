-- Forms that an agency lets others fill in, a row an agency; a row stays when the sharing ends, since what was answered meanwhile is theirs.
CREATE TABLE form_share (
    agency_id      TEXT NOT NULL, -- whose form it is
    form_id        TEXT NOT NULL,
    with_agency_id TEXT NOT NULL,
    is_open        BIGINT NOT NULL CHECK (is_open IN (0, 1)), -- whether they fill it in now
    author_id      TEXT NOT NULL,
    updated_at     BIGINT NOT NULL,
    PRIMARY KEY (agency_id, form_id, with_agency_id)
);
