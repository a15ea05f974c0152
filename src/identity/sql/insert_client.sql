INSERT INTO clients (client_id, role, tenant_id, country, display_name, secret_hash, scopes, active, created_at)
VALUES (:client_id, :role, :tenant_id, :country, :display_name, :secret_hash, :scopes, 1, :now)
ON CONFLICT (client_id) DO NOTHING
