INSERT INTO carnet_signatures (carnet_id, content_sha256, account_id, device_id, signature, signed_at)
VALUES (:carnet_id, :content_sha256, :account_id, :device_id, :signature, :signed_at)
ON CONFLICT (carnet_id, content_sha256) DO NOTHING
