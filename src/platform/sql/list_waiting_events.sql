SELECT event_id, position, at, type, subject, territory, actor, tenant, request_id, topics, payload, salt, leaf
FROM events WHERE position IS NULL AND event_id > :after ORDER BY event_id LIMIT :limit
