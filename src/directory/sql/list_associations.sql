SELECT *
FROM associations
ORDER BY association_id
