UPDATE declarations SET signature_no = :signature_no, signature = :signature, signed_by_device = :device_id,
       signed_at = :signed_at, transaction_code_hash = :transaction_code_hash, sealed_codes = :sealed_codes,
       cancellation_code_hash = :cancellation_code_hash, qr = :qr
WHERE declaration_id = :declaration_id
