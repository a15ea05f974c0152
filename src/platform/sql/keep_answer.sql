UPDATE idempotency_keys SET status = :status, headers = :headers, body = :body
WHERE owner = :owner AND idempotency_key = :idempotency_key AND status IS NULL
