SELECT t.code, t.carnet_type, u.accepted
FROM v_territories t
LEFT JOIN v_territory_uses u ON u.territory = t.code AND u.intended_use = :intended_use
WHERE t.enabled = 1
