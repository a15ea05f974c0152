-- Apart: only PostgreSQL databases differ in encoding and order.
SELECT 'UTF8' AS encoding, 'C' AS collation
