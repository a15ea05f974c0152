INSERT INTO administrations (
  administration_id, country, name, name_latin, language, email, active
) VALUES (
  :administration_id, :country, :name, :name_latin, :language, :email, :active
)
ON CONFLICT (administration_id) DO UPDATE SET
  country = excluded.country, name = excluded.name, name_latin = excluded.name_latin,
  language = excluded.language, email = excluded.email, active = excluded.active
