DELETE FROM outbox WHERE job_id = :job_id AND lease_owner = :me
