SELECT MIN(d.downloaded_at) AS downloaded_at FROM downloads d JOIN devices v ON v.device_id = d.device_id
WHERE d.carnet_id = :carnet_id AND d.account_id = :account_id AND v.revoked_at IS NULL
