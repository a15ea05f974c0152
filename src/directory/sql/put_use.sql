INSERT INTO uses (
  code, annex, name, name_fr, title_of_annex, source, source_date
) VALUES (
  :code, :annex, :name, :name_fr, :title_of_annex, :source, :source_date
)
ON CONFLICT (code) DO UPDATE SET
  annex = excluded.annex, name = excluded.name, name_fr = excluded.name_fr,
  title_of_annex = excluded.title_of_annex, source = excluded.source, source_date = excluded.source_date
