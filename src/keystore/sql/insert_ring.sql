INSERT INTO server_keys (name, sealed, changed_at) VALUES ('ring', :sealed, :changed_at)
ON CONFLICT (name) DO NOTHING
