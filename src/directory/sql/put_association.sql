INSERT INTO associations (
  association_id, name, kind, country, parent, address, email, phone, enabled, source, source_date, note, changed_at
) VALUES (
  :association_id, :name, :kind, :country, :parent, :address, :email, :phone, :enabled, :source, :source_date, :note,
  :changed_at
)
ON CONFLICT (association_id) DO UPDATE SET
  name = excluded.name, kind = excluded.kind, country = excluded.country, parent = excluded.parent,
  address = excluded.address, email = excluded.email, phone = excluded.phone, enabled = excluded.enabled,
  source = excluded.source, source_date = excluded.source_date, note = excluded.note,
  changed_at = excluded.changed_at
WHERE associations.changed_at IS NULL OR excluded.changed_at IS NOT NULL
