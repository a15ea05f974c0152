UPDATE sessions SET device_id = :device_id, device_challenge = :device_challenge
WHERE session_id = :session_id AND ended_at IS NULL
