SELECT code
FROM countries
WHERE territory = :territory AND enabled = 1
ORDER BY code
