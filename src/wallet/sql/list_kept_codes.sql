SELECT declaration_id, sealed_codes, qr, transaction_code_hash, cancellation_code_hash
FROM declarations WHERE sealed_codes IS NOT NULL AND declaration_id > :after ORDER BY declaration_id LIMIT :limit
