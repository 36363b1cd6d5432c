-- By which code somebody who reported without signing in comes back: only its hash is kept, and nothing of who they are.
CREATE TABLE public_receipt (
    code_hash  TEXT NOT NULL PRIMARY KEY,
    case_id    TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
