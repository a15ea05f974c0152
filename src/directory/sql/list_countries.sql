SELECT *
FROM countries
ORDER BY code
