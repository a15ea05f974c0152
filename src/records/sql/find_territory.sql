-- One round trip: the territory, its members, the uses it accepts. Named by its code, or by one of its countries.
SELECT 1 AS part, code AS text, NULL AS digital_since, carnet_type, two_step_export, refuses_split_importation,
       late_transit_close, refuses_expired_carnets
FROM v_territories
WHERE enabled = 1
  AND code = COALESCE(:territory, (SELECT territory FROM v_countries WHERE code = :country AND enabled = 1))
UNION ALL
SELECT 2 AS part, code AS text, digital_since, NULL AS carnet_type, 0, 0, 0, 0
FROM v_countries
WHERE enabled = 1
  AND territory = COALESCE(:territory, (SELECT territory FROM v_countries WHERE code = :country AND enabled = 1))
UNION ALL
SELECT 3 AS part, intended_use AS text, NULL AS digital_since, NULL AS carnet_type, 0, 0, 0, 0
FROM v_territory_uses
WHERE accepted = 1
  AND territory = COALESCE(:territory, (SELECT territory FROM v_countries WHERE code = :country AND enabled = 1))
ORDER BY part, text
