UPDATE devices SET name = :name, encryption_key = :encryption_key
WHERE device_id = :device_id AND revoked_at IS NULL
