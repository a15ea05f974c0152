SELECT *
FROM offices
WHERE administration_id = :administration_id
ORDER BY name_latin, office_id
