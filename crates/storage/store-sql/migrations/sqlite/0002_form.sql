-- Forms that agencies bring, a row a version.
CREATE TABLE form (
    agency_id  TEXT NOT NULL,
    form_id    TEXT NOT NULL, -- as its author wrote it
    version    TEXT NOT NULL, -- as its author wrote it, or empty
    state      TEXT NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
    file_name  TEXT NOT NULL,
    file_hash  TEXT NOT NULL, -- the workbook among the attachments
    author_id  TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (agency_id, form_id, version)
);
-- One version of a form is in use, whatever a program does.
CREATE UNIQUE INDEX form_published_once ON form (agency_id, form_id) WHERE state = 'published';
