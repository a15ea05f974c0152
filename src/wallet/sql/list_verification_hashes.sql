SELECT transaction_id, verification_code_hash FROM v_transactions WHERE declaration_id = :declaration_id
