-- Forms that agencies bring, a row a version.
CREATE TABLE form (
    agency_id  TEXT COLLATE "C" NOT NULL,
    form_id    TEXT COLLATE "C" NOT NULL, -- as its author wrote it
    version    TEXT COLLATE "C" NOT NULL, -- as its author wrote it, or empty
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
    file_name  TEXT COLLATE "C" NOT NULL,
    file_hash  TEXT COLLATE "C" NOT NULL, -- the workbook among the attachments
    author_id  TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (agency_id, form_id, version)
);
-- One version of a form is in use, whatever a program does.
CREATE UNIQUE INDEX form_published_once ON form (agency_id, form_id) WHERE state = 'published';
