UPDATE declarations SET signature = NULL, signed_by_device = NULL, signed_at = NULL, transaction_code_hash = NULL,
       sealed_codes = NULL, cancellation_code_hash = NULL, qr = NULL
WHERE declaration_id = :declaration_id
