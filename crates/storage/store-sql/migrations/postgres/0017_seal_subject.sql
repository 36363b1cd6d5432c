-- Keys are found by whose values they seal also after they were destroyed: what was erased is not begun anew.
CREATE INDEX seal_key_by_subject ON seal_key (subject);
