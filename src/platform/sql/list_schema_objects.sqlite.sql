-- Apart: each engine keeps its catalogue in its own way.
SELECT name, coalesce(sql, '') AS definition FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'
