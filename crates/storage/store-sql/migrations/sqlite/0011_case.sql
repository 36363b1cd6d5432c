-- Cases: files on which several agencies work.
CREATE TABLE case_file (
    id         TEXT NOT NULL PRIMARY KEY, -- that of the record that opened it
    pack       TEXT NOT NULL,
    version    BIGINT NOT NULL, -- of the pack's workflow
    code       TEXT NOT NULL,
    agency_id  TEXT NOT NULL,
    author_id  TEXT NOT NULL,
    state      TEXT NOT NULL,
    is_closed  BIGINT NOT NULL CHECK (is_closed IN (0, 1)),
    due        TEXT, -- the first day on which something is due
    events     BIGINT NOT NULL, -- how many there are
    opened_at  BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX case_in_order ON case_file (is_closed, coalesce(due, '9999-12-31'), opened_at, id);

-- Everything that happened in a case, in the order in which it came.
CREATE TABLE case_event (
    case_id   TEXT NOT NULL,
    number    BIGINT NOT NULL,
    day       TEXT NOT NULL,
    record_id TEXT,
    author_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    what      TEXT NOT NULL, -- JSON
    at        BIGINT NOT NULL,
    PRIMARY KEY (case_id, number)
);
CREATE INDEX case_event_of_record ON case_event (record_id);

-- The agencies that take part in a case, the one that keeps it among them. A row stays when that ends.
CREATE TABLE case_member (
    case_id    TEXT NOT NULL,
    agency_id  TEXT NOT NULL,
    as_kind    TEXT NOT NULL,
    owner_id   TEXT NOT NULL, -- who answers for the agency
    is_open    BIGINT NOT NULL CHECK (is_open IN (0, 1)),
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, agency_id)
);
CREATE INDEX case_of_agency ON case_member (agency_id, is_open, case_id);
