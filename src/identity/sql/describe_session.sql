SELECT s.device_id, s.device_challenge, s.idle_seconds, s.expires_at, a.account_id, a.role, a.display_name, a.email,
       a.language, a.country, a.office_id, c.territory, o.name AS office
FROM sessions s
JOIN accounts a ON a.account_id = s.account_id
LEFT JOIN v_countries c ON c.code = a.country
LEFT JOIN v_offices o ON o.office_id = a.office_id
WHERE s.session_id = :session_id AND s.ended_at IS NULL
