SELECT carnet_id FROM v_transactions GROUP BY carnet_id
HAVING MIN(sequence) <> 1 OR MAX(sequence) <> COUNT(*) ORDER BY carnet_id
