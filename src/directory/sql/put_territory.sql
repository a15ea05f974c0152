INSERT INTO territories (
  code, name, name_fr, carnet_type, two_step_export, refuses_split_importation, late_transit_close,
  refuses_expired_carnets, postal, transit, enabled, certainty, source, source_date, note, changed_at
) VALUES (
  :code, :name, :name_fr, :carnet_type, :two_step_export, :refuses_split_importation, :late_transit_close,
  :refuses_expired_carnets, :postal, :transit, :enabled, :certainty, :source, :source_date, :note, :changed_at
)
ON CONFLICT (code) DO UPDATE SET
  name = excluded.name, name_fr = excluded.name_fr, carnet_type = excluded.carnet_type,
  two_step_export = excluded.two_step_export, refuses_split_importation = excluded.refuses_split_importation,
  late_transit_close = excluded.late_transit_close,
  refuses_expired_carnets = excluded.refuses_expired_carnets, postal = excluded.postal,
  transit = excluded.transit, enabled = excluded.enabled, certainty = excluded.certainty,
  source = excluded.source, source_date = excluded.source_date, note = excluded.note,
  changed_at = excluded.changed_at
WHERE territories.changed_at IS NULL OR excluded.changed_at IS NOT NULL
