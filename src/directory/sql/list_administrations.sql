SELECT *
FROM administrations
ORDER BY administration_id
