-- At which revision of its list an entity last changed, so that a list kept ready takes in only what came after.
CREATE TABLE entity_moved (
    list     TEXT COLLATE "C" NOT NULL,
    id       TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (list, id)
);
CREATE INDEX entity_moved_after ON entity_moved (list, revision);
