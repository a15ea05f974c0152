SELECT device_id, name, signing_key, encryption_key FROM devices
WHERE device_id = :device_id AND account_id = :account_id AND revoked_at IS NULL
