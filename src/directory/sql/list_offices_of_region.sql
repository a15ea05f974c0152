SELECT *
FROM offices
WHERE region_id = :region_id
ORDER BY name_latin, office_id
