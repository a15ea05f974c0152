UPDATE outbox SET lease_until = :lease_until
WHERE job_id = :job_id AND lease_owner = :me AND lease_until > :now
