UPDATE outbox
SET lease_owner = NULL, lease_until = NULL, due_at = :due_at, last_error = :last_error, dead = :dead
WHERE job_id = :job_id AND lease_owner = :me
