SELECT relname AS name, '' AS definition FROM pg_class WHERE relnamespace = CAST(current_schema() AS regnamespace)
UNION ALL
SELECT conname, '' FROM pg_constraint WHERE connamespace = CAST(current_schema() AS regnamespace)
UNION ALL
SELECT proname, '' FROM pg_proc WHERE pronamespace = CAST(current_schema() AS regnamespace)
UNION ALL
SELECT t.tgname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND t.tgenabled <> 'D'
