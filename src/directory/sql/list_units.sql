SELECT *
FROM units
ORDER BY kind, code
