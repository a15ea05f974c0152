-- Every signature has one code, so the codes replaced up to this one count the signatures.
SELECT r.declaration_id, r.carnet_id, r.replaced_at,
       (SELECT COUNT(*) FROM v_replaced_codes e
        WHERE e.declaration_id = r.declaration_id AND e.replaced_at <= r.replaced_at) AS signature_no
FROM v_replaced_codes r WHERE r.transaction_code_hash = :transaction_code_hash
