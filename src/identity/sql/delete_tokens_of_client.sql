DELETE FROM access_tokens WHERE client_id = :client_id
