-- Requests to erase a record that belongs to no case, until a second person answers. What was decided is told in the audit chain.
CREATE TABLE erasure_request (
    record_id TEXT NOT NULL PRIMARY KEY,
    kind      TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    ground    TEXT NOT NULL,
    author_id TEXT NOT NULL,
    asked_at  BIGINT NOT NULL
);
CREATE INDEX erasure_request_of_agency ON erasure_request (agency_id, asked_at);
