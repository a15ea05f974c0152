INSERT INTO countries (
  code, name, name_fr, time_zone, territory, guaranteed_by, transit, postal, enabled, certainty, source,
  source_date, note, changed_at
) VALUES (
  :code, :name, :name_fr, :time_zone, :territory, :guaranteed_by, :transit, :postal, :enabled, :certainty,
  :source, :source_date, :note, :changed_at
)
ON CONFLICT (code) DO UPDATE SET
  name = excluded.name, name_fr = excluded.name_fr, time_zone = excluded.time_zone,
  territory = excluded.territory, guaranteed_by = excluded.guaranteed_by, transit = excluded.transit,
  postal = excluded.postal, enabled = excluded.enabled, certainty = excluded.certainty,
  source = excluded.source, source_date = excluded.source_date, note = excluded.note,
  changed_at = excluded.changed_at
WHERE countries.changed_at IS NULL OR excluded.changed_at IS NOT NULL
