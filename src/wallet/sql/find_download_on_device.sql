SELECT downloaded_at FROM downloads
WHERE carnet_id = :carnet_id AND device_id = :device_id AND account_id = :account_id
