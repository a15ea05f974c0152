SELECT event_id, position, at, type, subject, territory, actor, tenant, request_id, topics, payload, salt, leaf
FROM events WHERE subject = :subject AND (position > :after OR position IS NULL)
ORDER BY CASE WHEN position IS NULL THEN 1 ELSE 0 END, position, event_id LIMIT :limit
