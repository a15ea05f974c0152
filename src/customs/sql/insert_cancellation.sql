INSERT INTO cancellations (transaction_id, carnet_id, account_id, officer, reason, cancelled_at)
VALUES (:transaction_id, :carnet_id, :account_id, :officer, :reason, :cancelled_at)
ON CONFLICT (transaction_id) DO NOTHING
