SELECT c.client_id, c.role, c.tenant_id, c.country, c.display_name, t.scopes
FROM access_tokens t
JOIN clients c ON c.client_id = t.client_id
WHERE t.token_hash = :token_hash AND t.expires_at > :now AND c.active = 1
