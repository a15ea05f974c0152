INSERT INTO access_tokens (token_hash, client_id, scopes, created_at, expires_at)
VALUES (:token_hash, :client_id, :scopes, :now, :expires_at)
