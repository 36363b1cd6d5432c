-- The id under which its owner sees and ends a session. Beside the sessions, so that dumps made before it fit.
CREATE TABLE session_name (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES session (token_hash) ON DELETE CASCADE,
    id         TEXT COLLATE "C" NOT NULL UNIQUE
);
-- Worked out from what was kept before, also after an older dump was put back.
INSERT INTO session_name (token_hash, id) SELECT token_hash, replace(gen_random_uuid()::text, '-', '') FROM session;
