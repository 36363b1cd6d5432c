-- What an agency is among those that work on cases together: police, welfare, health. Beside the agencies, so that dumps made before it fit.
CREATE TABLE agency_kind (
    agency_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind      TEXT COLLATE "C" NOT NULL
);
