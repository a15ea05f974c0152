SELECT t.transaction_id FROM v_transactions t
WHERE t.cancelled_at IS NULL AND NOT EXISTS
      (SELECT 1 FROM v_declarations d WHERE d.declaration_id = t.declaration_id AND d.carnet_id = t.carnet_id)
ORDER BY t.transaction_id
