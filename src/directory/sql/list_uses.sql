SELECT *
FROM uses
ORDER BY annex, code
