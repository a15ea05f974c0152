SELECT transaction_id, carnet_id, declaration_id, signature_no, type, country, territory, office_id, office, account_id,
       officer, committed_at, acted_on, content, cancelled_at, cancelled_by, cancelled_reason
FROM v_transactions WHERE carnet_id = :carnet_id ORDER BY sequence
