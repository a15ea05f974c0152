UPDATE sessions SET ended_at = :now WHERE account_id = :account_id AND ended_at IS NULL
