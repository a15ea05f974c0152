SELECT travel_id, carnet_id, version, content, complete FROM travels
WHERE carnet_id = :carnet_id AND deleted_at IS NULL AND travel_id > :after ORDER BY travel_id LIMIT :limit
