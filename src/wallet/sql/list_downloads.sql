SELECT v.name AS device, a.display_name AS account, d.downloaded_at
FROM downloads d
JOIN devices v ON v.device_id = d.device_id
LEFT JOIN v_accounts a ON a.account_id = d.account_id
WHERE d.carnet_id = :carnet_id AND v.revoked_at IS NULL ORDER BY d.downloaded_at, d.device_id
