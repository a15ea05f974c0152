SELECT 'the constraint ' || conname || ' does not hold for all rows' AS damage FROM pg_constraint
WHERE NOT convalidated AND connamespace = CAST(current_schema() AS regnamespace)
UNION ALL
SELECT 'the index ' || c.relname || ' is not valid' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE NOT (i.indisvalid AND i.indisready) AND c.relnamespace = CAST(current_schema() AS regnamespace)
