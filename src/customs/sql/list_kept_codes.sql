SELECT transaction_id, verification_code_hash, sealed_verification_code
FROM transactions WHERE transaction_id > :after ORDER BY transaction_id LIMIT :limit
