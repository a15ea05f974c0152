SELECT t.transaction_id, t.carnet_id FROM v_transactions t
WHERE NOT EXISTS (SELECT 1 FROM v_carnets c WHERE c.carnet_id = t.carnet_id AND c.number IS NOT NULL)
ORDER BY t.transaction_id
