SELECT account_id, realm, email, tenant_id, active FROM accounts WHERE account_id = :account_id
