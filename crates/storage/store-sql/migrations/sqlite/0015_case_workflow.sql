-- Every workflow that cases went by, so that a changed pack leaves those that run as they are until somebody takes them over.
CREATE TABLE case_workflow (
    pack    TEXT NOT NULL,
    version BIGINT NOT NULL, -- counted here, from 1
    source  TEXT NOT NULL,
    since   BIGINT NOT NULL,
    PRIMARY KEY (pack, version)
);
CREATE INDEX case_by_version ON case_file (pack, is_closed, version, id);
