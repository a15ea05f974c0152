UPDATE idempotency_keys SET operation = :operation, request_hash = :request_hash, claimed_at = :now
WHERE owner = :owner AND idempotency_key = :idempotency_key AND status IS NULL
