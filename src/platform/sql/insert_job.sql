INSERT INTO outbox (job_id, event_id, reaction, receiver, created_at, due_at, tries, dead)
VALUES (:job_id, :event_id, :reaction, :receiver, :now, :now, 0, 0)
