-- The files beside a form that its lists come from: name, attachment, and the version that each was taken over from.
ALTER TABLE form ADD COLUMN lists TEXT NOT NULL DEFAULT '[]';
