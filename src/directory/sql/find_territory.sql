SELECT *
FROM territories
WHERE code = :code
