INSERT INTO carnet_numbers (number, carnet_id, given_at) VALUES (:number, :carnet_id, :now)
ON CONFLICT (number) DO NOTHING
