UPDATE sessions SET last_seen_at = :now
WHERE session_id = :session_id AND ended_at IS NULL AND last_seen_at <= :a_minute_ago
