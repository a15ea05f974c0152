SELECT event_id, position, at, type, subject, territory, actor, tenant, request_id, topics, payload, salt, leaf
FROM events WHERE event_id = :event_id
