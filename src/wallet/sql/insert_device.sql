INSERT INTO devices (device_id, account_id, name, signing_key, signing_thumbprint, encryption_key, created_at)
VALUES (:device_id, :account_id, :name, :signing_key, :signing_thumbprint, :encryption_key, :created_at)
ON CONFLICT (account_id, signing_thumbprint) DO NOTHING
