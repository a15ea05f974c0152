SELECT pg_advisory_xact_lock(730174520261122) AS locked
