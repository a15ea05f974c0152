UPDATE server_keys SET sealed = :sealed, changed_at = :changed_at WHERE name = 'ring' AND sealed = :before
