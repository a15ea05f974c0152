INSERT INTO territory_uses (
  territory, intended_use, accepted, source, source_date, note, changed_at
) VALUES (
  :territory, :intended_use, :accepted, :source, :source_date, :note, :changed_at
)
ON CONFLICT (territory, intended_use) DO UPDATE SET
  accepted = excluded.accepted, source = excluded.source, source_date = excluded.source_date,
  note = excluded.note, changed_at = excluded.changed_at
WHERE territory_uses.changed_at IS NULL OR excluded.changed_at IS NOT NULL
