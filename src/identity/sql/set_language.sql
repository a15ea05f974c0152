UPDATE accounts SET language = :language WHERE account_id = :account_id AND language <> :language
