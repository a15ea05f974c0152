SELECT g.carnet_id, g.downloaded_at, g.on_this_device
FROM (SELECT d.carnet_id, MAX(d.downloaded_at) AS downloaded_at,
             MAX(CASE WHEN d.device_id = :device_id THEN 1 ELSE 0 END) AS on_this_device
      FROM downloads d JOIN devices v ON v.device_id = d.device_id
      WHERE d.account_id = :account_id AND v.revoked_at IS NULL
      GROUP BY d.carnet_id) g
WHERE :before_at IS NULL OR (g.downloaded_at, g.carnet_id) < (:before_at, :before_id)
ORDER BY g.downloaded_at DESC, g.carnet_id DESC LIMIT :limit
