SELECT event_id, position, at, type, subject, territory, actor, tenant, request_id, topics, payload, salt, leaf
FROM events WHERE position > :position ORDER BY position LIMIT :limit
