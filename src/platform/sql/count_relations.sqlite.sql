-- Apart: each engine keeps its catalogue in its own way.
SELECT count(*) AS relations FROM sqlite_master
