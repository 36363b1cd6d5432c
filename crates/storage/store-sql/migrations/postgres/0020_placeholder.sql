-- Comes from elsewhere.
SELECT 1;
