-- Until when a closed case is kept, and the province that a case is about, as its service notes them: every case is noted again.
ALTER TABLE case_file ADD COLUMN keep_until TEXT COLLATE "C";
ALTER TABLE case_file ADD COLUMN province TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE case_file SET waits = -1;
CREATE INDEX case_kept ON case_file (agency_id, keep_until, id) WHERE keep_until IS NOT NULL;
CREATE INDEX case_closed_waiting ON case_file (agency_id, id, waits) WHERE is_closed = 1 AND waits > 0;

-- The province stands with each agency's part too, so that a map is counted from one index alone.
ALTER TABLE case_member ADD COLUMN province TEXT COLLATE "C" NOT NULL DEFAULT '';
DROP INDEX case_member_by_state;
CREATE INDEX case_member_by_state
    ON case_member (agency_id, is_open, is_closed, pack, state, due, opened_at, case_id, until, owner_id, waits, province);
