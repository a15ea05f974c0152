INSERT INTO currencies (
  code, name, name_fr, minor_units, source, source_date
) VALUES (
  :code, :name, :name_fr, :minor_units, :source, :source_date
)
ON CONFLICT (code) DO UPDATE SET
  name = excluded.name, name_fr = excluded.name_fr, minor_units = excluded.minor_units,
  source = excluded.source, source_date = excluded.source_date
