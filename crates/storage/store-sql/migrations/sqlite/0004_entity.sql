-- What several submissions say about the same person, place or thing.
CREATE TABLE entity_list (
    list     TEXT NOT NULL PRIMARY KEY, -- pack/list
    revision BIGINT NOT NULL            -- another one whenever something in the list changed
);

CREATE TABLE entity (
    list       TEXT NOT NULL,
    id         TEXT NOT NULL,
    agency_id  TEXT NOT NULL,
    author_id  TEXT NOT NULL,
    label      TEXT NOT NULL,
    properties TEXT NOT NULL,   -- a JSON object of texts
    version    BIGINT NOT NULL, -- how many changes count
    changes    BIGINT NOT NULL, -- how many there are
    unsettled  BIGINT NOT NULL, -- values for a person to decide
    waiting    BIGINT NOT NULL, -- changes that wait for an earlier one
    deleted    BIGINT NOT NULL CHECK (deleted IN (0, 1)),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (list, id)
);
CREATE INDEX entity_of_agency ON entity (agency_id, list, id);

-- Everything that was said about an entity, in the order in which it came.
CREATE TABLE entity_change (
    list          TEXT NOT NULL,
    entity_id     TEXT NOT NULL,
    number        BIGINT NOT NULL,
    version       BIGINT, -- none while it waits
    submission_id TEXT,   -- none when a person decided
    record_id     TEXT,
    author_id     TEXT NOT NULL,
    said          TEXT NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (list, entity_id, number)
);
CREATE INDEX entity_change_of_record ON entity_change (record_id);
