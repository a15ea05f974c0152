INSERT INTO sessions (session_id, token_hash, account_id, device_challenge, source, created_at, last_seen_at,
                      idle_seconds, expires_at)
VALUES (:session_id, :token_hash, :account_id, :device_challenge, :source, :now, :now, :idle_seconds, :expires_at)
