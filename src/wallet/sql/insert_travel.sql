INSERT INTO travels (travel_id, carnet_id, version, content, complete, created_by, created_at, updated_at)
VALUES (:travel_id, :carnet_id, 1, :content, :complete, :created_by, :now, :now)
