SELECT DISTINCT d.carnet_id FROM downloads d JOIN devices v ON v.device_id = d.device_id
WHERE d.account_id = :account_id AND v.revoked_at IS NULL
