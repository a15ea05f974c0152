SELECT c.carnet_id, c.association_id, c.country_of_issue, c.home_territory, c.number, c.type, c.standing, c.version,
       c.content, c.issued_on, c.valid_until, c.content_sha256, g.general_list, a.name AS issued_by, s.signed_at
FROM v_carnets c
JOIN v_general_lists g ON g.carnet_id = c.carnet_id
LEFT JOIN v_associations a ON a.association_id = c.association_id
LEFT JOIN v_carnet_signatures s ON s.carnet_id = c.carnet_id AND s.content_sha256 = c.content_sha256
WHERE c.carnet_id = :carnet_id AND c.number IS NOT NULL
