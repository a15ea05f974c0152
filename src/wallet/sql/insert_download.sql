INSERT INTO downloads (carnet_id, device_id, account_id, downloaded_at)
VALUES (:carnet_id, :device_id, :account_id, :downloaded_at) ON CONFLICT (carnet_id, device_id) DO NOTHING
