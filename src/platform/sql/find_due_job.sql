SELECT job_id FROM outbox
WHERE dead = 0 AND due_at <= :now AND (lease_until IS NULL OR lease_until <= :now) LIMIT 1
