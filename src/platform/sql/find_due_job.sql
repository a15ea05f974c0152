SELECT job_id FROM outbox
WHERE dead = 0 AND (due_at <= :now OR due_at > :latest_due)
  AND (lease_until IS NULL OR lease_until <= :now OR lease_until > :latest_lease) LIMIT 1
