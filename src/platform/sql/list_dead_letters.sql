SELECT job_id, event_id, reaction, receiver, created_at, tries, last_error
FROM outbox WHERE dead = 1 ORDER BY job_id LIMIT :limit
