SELECT *
FROM countries
WHERE code = :code
