DELETE FROM sessions WHERE account_id = :account_id AND expires_at < :before
