UPDATE accounts SET password_hash = :password_hash
WHERE account_id = :account_id AND active = 1 AND password_hash = :seen_hash
