-- Apart: the lock of SQLite is BEGIN IMMEDIATE.
SELECT 1 AS locked
