SELECT *
FROM uses
WHERE code = :code
