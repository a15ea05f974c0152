INSERT INTO regions (
  region_id, administration_id, country, name, active
) VALUES (
  :region_id, :administration_id, :country, :name, :active
)
ON CONFLICT (region_id) DO UPDATE SET
  administration_id = excluded.administration_id, country = excluded.country, name = excluded.name,
  active = excluded.active
