SELECT declaration_id FROM v_declarations WHERE transaction_code_hash = :transaction_code_hash AND signature IS NOT NULL
