INSERT INTO digital_dates (
  country, provisional, confirmed, notified_on, source, source_date, note, changed_at
) VALUES (
  :country, :provisional, :confirmed, :notified_on, :source, :source_date, :note, :changed_at
)
ON CONFLICT (country) DO UPDATE SET
  provisional = excluded.provisional, confirmed = excluded.confirmed, notified_on = excluded.notified_on,
  source = excluded.source, source_date = excluded.source_date, note = excluded.note,
  changed_at = excluded.changed_at
WHERE digital_dates.changed_at IS NULL OR excluded.changed_at IS NOT NULL
