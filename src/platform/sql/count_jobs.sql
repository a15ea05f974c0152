SELECT COUNT(*) AS waiting, COALESCE(SUM(dead), 0) AS dead FROM outbox
