INSERT INTO idempotency_keys (owner, idempotency_key, operation, request_hash, claimed_at)
VALUES (:owner, :idempotency_key, :operation, :request_hash, :now)
ON CONFLICT (owner, idempotency_key) DO NOTHING
