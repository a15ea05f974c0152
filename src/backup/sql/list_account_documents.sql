SELECT account_id AS name, profile AS content FROM v_accounts
WHERE account_id > :after ORDER BY account_id LIMIT :limit
