INSERT INTO replaced_codes (transaction_code_hash, declaration_id, carnet_id, replaced_at)
SELECT transaction_code_hash, declaration_id, carnet_id, :now FROM declarations
WHERE declaration_id = :declaration_id AND transaction_code_hash IS NOT NULL
