SELECT COUNT(*) AS presentations,
       (SELECT COUNT(*) FROM transactions t WHERE t.carnet_id = :carnet_id AND t.territory = :territory)
         AS transactions,
       MAX(CASE WHEN d.type IN ('importation', 'transit_open', 're_importation') THEN p.presented_at END) AS arriving_at
FROM presentations p LEFT JOIN v_declarations d ON d.declaration_id = p.declaration_id
WHERE p.carnet_id = :carnet_id AND p.territory = :territory
