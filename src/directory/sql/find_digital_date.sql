SELECT *
FROM digital_dates
WHERE country = :country
