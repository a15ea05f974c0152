-- Apart: SQLite checks its pages and references when asked, PostgreSQL knows which of its promises are not kept.
SELECT integrity_check AS damage FROM pragma_integrity_check WHERE integrity_check <> 'ok'
UNION ALL
SELECT 'a row of ' || "table" || ' points to nothing in ' || "parent" FROM pragma_foreign_key_check
