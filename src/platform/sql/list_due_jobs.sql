-- What is due later than any pause lasts, or leased for longer than any lease, was written by a clock that was wrong.
-- The oldest of a receiver is looked up for each candidate, in the order of jobs: a join would be planned by what the
-- statistics say of a table that is nearly always empty, and compare each job with each when thousands wait.
SELECT job.job_id, job.event_id, job.reaction, job.tries FROM outbox AS job
WHERE job.dead = 0 AND (job.due_at <= :now OR job.due_at > :latest_due)
  AND (job.lease_until IS NULL OR job.lease_until <= :now OR job.lease_until > :latest_lease)
  AND job.reaction = :reaction
  AND (job.receiver IS NULL
       OR job.job_id = (SELECT MIN(oldest.job_id) FROM outbox AS oldest
                        WHERE oldest.reaction = job.reaction AND oldest.receiver = job.receiver AND oldest.dead = 0))
ORDER BY job.job_id LIMIT :limit
