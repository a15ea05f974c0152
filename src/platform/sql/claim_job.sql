UPDATE outbox SET lease_owner = :me, lease_until = :lease_until, tries = tries + 1
WHERE job_id = :job_id AND dead = 0 AND (due_at <= :now OR due_at > :latest_due)
  AND (lease_until IS NULL OR lease_until <= :now OR lease_until > :latest_lease)
