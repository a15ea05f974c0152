-- Apart: only PostgreSQL lends what one session sees to another.
SELECT '' AS snapshot
