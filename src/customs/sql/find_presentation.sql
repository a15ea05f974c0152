SELECT declaration_id, signature_no, carnet_id, administration_id, country, territory, office_id, account_id,
       presented_at
FROM presentations WHERE declaration_id = :declaration_id AND administration_id = :administration_id
ORDER BY signature_no DESC, CASE WHEN account_id = :account_id THEN 0 ELSE 1 END, presented_at DESC LIMIT 1
