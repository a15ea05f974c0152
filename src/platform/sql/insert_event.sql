INSERT INTO events
  (event_id, position, at, type, subject, territory, actor, tenant, request_id, topics, payload, salt, leaf)
VALUES
  (:event_id, NULL, :at, :type, :subject, :territory, :actor, :tenant, :request_id, :topics, :payload, :salt, :leaf)
