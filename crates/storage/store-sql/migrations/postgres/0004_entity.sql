-- What several submissions say about the same person, place or thing.
CREATE TABLE entity_list (
    list     TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- pack/list
    revision BIGINT NOT NULL            -- another one whenever something in the list changed
);

CREATE TABLE entity (
    list       TEXT COLLATE "C" NOT NULL,
    id         TEXT COLLATE "C" NOT NULL,
    agency_id  TEXT COLLATE "C" NOT NULL,
    author_id  TEXT COLLATE "C" NOT NULL,
    label      TEXT COLLATE "C" NOT NULL,
    properties TEXT COLLATE "C" NOT NULL,   -- a JSON object of texts
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
    list          TEXT COLLATE "C" NOT NULL,
    entity_id     TEXT COLLATE "C" NOT NULL,
    number        BIGINT NOT NULL,
    version       BIGINT, -- none while it waits
    submission_id TEXT COLLATE "C",   -- none when a person decided
    record_id     TEXT COLLATE "C",
    author_id     TEXT COLLATE "C" NOT NULL,
    said          TEXT COLLATE "C" NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (list, entity_id, number)
);
CREATE INDEX entity_change_of_record ON entity_change (record_id);
