SELECT event_id FROM events WHERE position IS NULL LIMIT 1
