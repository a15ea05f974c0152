SELECT *
FROM currencies
WHERE code = :code
