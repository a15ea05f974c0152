SELECT DISTINCT a.email, a.language FROM v_downloads d JOIN v_accounts a ON a.account_id = d.account_id
WHERE d.carnet_id = :carnet_id AND a.active = 1
