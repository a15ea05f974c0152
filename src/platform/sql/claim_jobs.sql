-- What is due later than any pause lasts, or leased for longer than any lease, was written by a clock that was wrong.
UPDATE outbox SET lease_owner = :me, lease_until = :lease_until, tries = tries + 1
WHERE dead = 0 AND (due_at <= :now OR due_at > :latest_due)
  AND (lease_until IS NULL OR lease_until <= :now OR lease_until > :latest_lease) AND job_id IN (
  SELECT job.job_id FROM outbox AS job
  WHERE job.dead = 0 AND (job.due_at <= :now OR job.due_at > :latest_due)
    AND (job.lease_until IS NULL OR job.lease_until <= :now OR job.lease_until > :latest_lease)
    AND job.reaction = :reaction
    AND NOT EXISTS (SELECT 1 FROM outbox AS earlier
                    WHERE earlier.reaction = job.reaction AND earlier.receiver = job.receiver AND earlier.dead = 0
                      AND earlier.job_id < job.job_id)
  ORDER BY job.job_id LIMIT :limit)
RETURNING job_id, event_id, reaction, tries
