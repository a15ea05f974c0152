DELETE FROM idempotency_keys WHERE claimed_at < :before AND (owner, idempotency_key) IN (
  SELECT owner, idempotency_key FROM idempotency_keys WHERE claimed_at < :before LIMIT :most)
