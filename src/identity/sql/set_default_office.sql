UPDATE accounts SET office_id = :office_id
WHERE account_id = :account_id AND (office_id IS NULL OR office_id <> :office_id)
