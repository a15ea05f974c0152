INSERT INTO accounts (account_id, realm, email, password_hash, role, tenant_id, display_name, country, region_id,
                      office_id, language, profile, active, created_at)
VALUES (:account_id, :realm, :email, :password_hash, :role, :tenant_id, :display_name, :country, :region_id,
        :office_id, :language, :profile, 1, :now)
ON CONFLICT (realm, email) DO NOTHING
