SELECT client_id, role, tenant_id, secret_hash, scopes, active FROM clients WHERE client_id = :client_id
