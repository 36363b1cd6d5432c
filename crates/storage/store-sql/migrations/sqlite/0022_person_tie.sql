-- What people are part of: cases, households, one another, and other records of the same person. As what is said under the person's key.
CREATE TABLE person_tie (
    id        TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL, -- the record of the person
    other_id  TEXT NOT NULL, -- a case, or the record of another person or a household
    kind      TEXT NOT NULL,
    said      TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    began_at  BIGINT NOT NULL,
    ended_at  BIGINT -- nothing while it holds
);
CREATE INDEX person_tie_of_person ON person_tie (person_id, began_at);
CREATE INDEX person_tie_to_other ON person_tie (other_id, began_at);
