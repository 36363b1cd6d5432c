-- Every workflow that cases went by, so that a changed pack leaves those that run as they are until somebody takes them over.
CREATE TABLE case_workflow (
    pack    TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL, -- counted here, from 1
    source  TEXT COLLATE "C" NOT NULL,
    since   BIGINT NOT NULL,
    PRIMARY KEY (pack, version)
);
CREATE INDEX case_by_version ON case_file (pack, is_closed, version, id);

-- What orders the lists of cases stands with each agency's part, so that a page of a long list is read from its index alone.
ALTER TABLE case_member ADD COLUMN is_closed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_member ADD COLUMN due TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31';
ALTER TABLE case_member ADD COLUMN opened_at BIGINT NOT NULL DEFAULT 0;
-- The last day of an agency's part.
ALTER TABLE case_member ADD COLUMN until TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31';
UPDATE case_member SET
    is_closed = (SELECT is_closed FROM case_file WHERE id = case_id),
    due = (SELECT coalesce(due, '9999-12-31') FROM case_file WHERE id = case_id),
    opened_at = (SELECT opened_at FROM case_file WHERE id = case_id);
CREATE INDEX case_member_of_agency ON case_member (agency_id, is_open, is_closed, due, opened_at, case_id, until);
CREATE INDEX case_member_of_owner ON case_member (owner_id, agency_id, is_open, is_closed, due, opened_at, case_id, until);
DROP INDEX case_in_order;
