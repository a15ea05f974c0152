INSERT INTO demo_world (demo_world_id, made_at, today, document) VALUES (1, :made_at, :today, '')
ON CONFLICT DO NOTHING
