SELECT *
FROM regions
WHERE administration_id = :administration_id
ORDER BY name
