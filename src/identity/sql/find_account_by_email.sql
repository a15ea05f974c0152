SELECT account_id, password_hash, role, tenant_id, active FROM accounts WHERE realm = :realm AND email = :email
