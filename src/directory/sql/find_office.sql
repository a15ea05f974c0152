SELECT *
FROM offices
WHERE office_id = :office_id
