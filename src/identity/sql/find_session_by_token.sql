SELECT s.session_id, s.device_id, s.last_seen_at, s.idle_seconds, s.expires_at, a.account_id, a.role, a.tenant_id,
       a.display_name, a.email, a.language, a.country, a.region_id, a.office_id, c.territory
FROM sessions s
JOIN accounts a ON a.account_id = s.account_id
LEFT JOIN v_countries c ON c.code = a.country
WHERE s.token_hash = :token_hash AND s.ended_at IS NULL AND a.active = 1
