SELECT event_id, payload FROM events WHERE subject = :subject AND type = :type ORDER BY event_id
