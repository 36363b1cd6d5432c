-- For whom a case waits, as its service notes it; -1 until it did.
ALTER TABLE case_file ADD COLUMN waits BIGINT NOT NULL DEFAULT 0;
UPDATE case_file SET waits = -1 WHERE is_closed = 0;
CREATE INDEX case_not_noted ON case_file (id) WHERE waits < 0;

-- What boards count and narrow by stands with each agency's part, so that they are counted from one index alone.
ALTER TABLE case_member ADD COLUMN pack TEXT NOT NULL DEFAULT '';
ALTER TABLE case_member ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE case_member ADD COLUMN waits BIGINT NOT NULL DEFAULT 0;
UPDATE case_member SET
    pack = (SELECT pack FROM case_file WHERE id = case_id),
    state = (SELECT state FROM case_file WHERE id = case_id),
    waits = (SELECT waits FROM case_file WHERE id = case_id);
CREATE INDEX case_member_by_state
    ON case_member (agency_id, is_open, is_closed, pack, state, due, opened_at, case_id, until, owner_id, waits);
CREATE INDEX case_member_waiting
    ON case_member (agency_id, is_open, is_closed, due, opened_at, case_id, until, waits) WHERE waits <> 0;
