SELECT *
FROM units
WHERE code = :code
