SELECT declaration_id, type, COUNT(*) AS times FROM v_transactions WHERE cancelled_at IS NULL
GROUP BY declaration_id, type HAVING COUNT(*) > 1 ORDER BY declaration_id, type
