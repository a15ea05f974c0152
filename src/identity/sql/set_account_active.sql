UPDATE accounts SET active = :active WHERE account_id = :account_id AND active <> :active
