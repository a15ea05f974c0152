SELECT travel_id, carnet_id, version, content, complete FROM travels
WHERE travel_id = :travel_id AND deleted_at IS NULL
