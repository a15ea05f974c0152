SELECT *
FROM administrations
WHERE administration_id = :administration_id
