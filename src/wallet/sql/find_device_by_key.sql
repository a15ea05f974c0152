SELECT device_id, name, encryption_key, revoked_at FROM devices
WHERE account_id = :account_id AND signing_thumbprint = :signing_thumbprint
