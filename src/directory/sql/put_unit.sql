INSERT INTO units (
  code, rec20, kind, name, name_fr, source, source_date
) VALUES (
  :code, :rec20, :kind, :name, :name_fr, :source, :source_date
)
ON CONFLICT (code) DO UPDATE SET
  rec20 = excluded.rec20, kind = excluded.kind, name = excluded.name, name_fr = excluded.name_fr,
  source = excluded.source, source_date = excluded.source_date
