-- Lists of entities as people page through them: those that want a person first, deleted ones after the others, then by what they are called,
-- as far as an index takes it. One index for readers of everything, one for those of an agency.
CREATE INDEX entity_in_order ON entity
    (list, (CASE WHEN unsettled > 0 OR waiting > 0 THEN deleted ELSE 2 + deleted END), (substr(label, 1, 100)), id);
CREATE INDEX entity_of_agency_in_order ON entity
    (agency_id, list, (CASE WHEN unsettled > 0 OR waiting > 0 THEN deleted ELSE 2 + deleted END), (substr(label, 1, 100)), id);
-- Whoever sees one agency's records has them counted and listed without those of all others being looked at.
CREATE INDEX record_of_agency ON record (kind, agency_id, updated_at, seq) WHERE retracted = 0;
