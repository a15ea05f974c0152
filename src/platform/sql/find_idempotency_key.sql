SELECT operation, request_hash, status, headers, body
FROM idempotency_keys WHERE owner = :owner AND idempotency_key = :idempotency_key
