-- What people are part of: cases, households, one another, and other records of the same person. As what is said under the person's key.
CREATE TABLE person_tie (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id TEXT COLLATE "C" NOT NULL, -- the record of the person
    other_id  TEXT COLLATE "C" NOT NULL, -- a case, or the record of another person or a household
    kind      TEXT COLLATE "C" NOT NULL,
    said      TEXT COLLATE "C" NOT NULL,
    agency_id TEXT COLLATE "C" NOT NULL,
    author_id TEXT COLLATE "C" NOT NULL,
    began_at  BIGINT NOT NULL,
    ended_at  BIGINT -- nothing while it holds
);
CREATE INDEX person_tie_of_person ON person_tie (person_id, began_at);
CREATE INDEX person_tie_to_other ON person_tie (other_id, began_at);
