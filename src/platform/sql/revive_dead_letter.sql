UPDATE outbox SET dead = 0, tries = 0, due_at = :now WHERE job_id = :job_id AND dead = 1
