SELECT (SELECT COUNT(*) FROM v_accounts) + (SELECT COUNT(*) FROM v_carnets) AS found
