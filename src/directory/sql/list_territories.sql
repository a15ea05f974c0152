SELECT *
FROM territories
ORDER BY code
