-- Requests to erase a record that belongs to no case, until a second person answers. What was decided is told in the audit chain.
CREATE TABLE erasure_request (
    record_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind      TEXT COLLATE "C" NOT NULL,
    agency_id TEXT COLLATE "C" NOT NULL,
    ground    TEXT COLLATE "C" NOT NULL,
    author_id TEXT COLLATE "C" NOT NULL,
    asked_at  BIGINT NOT NULL
);
CREATE INDEX erasure_request_of_agency ON erasure_request (agency_id, asked_at);
