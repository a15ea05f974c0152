SELECT *
FROM digital_dates
ORDER BY country
