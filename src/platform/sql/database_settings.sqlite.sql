SELECT 'UTF8' AS encoding, 'C' AS collation
