DELETE FROM idempotency_keys WHERE claimed_at < :before
