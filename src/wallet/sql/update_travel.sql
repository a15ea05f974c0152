UPDATE travels SET version = version + 1, content = :content, complete = :complete, updated_at = :now
WHERE travel_id = :travel_id
