SELECT declaration_id AS name, content FROM v_declarations
WHERE declaration_id > :after ORDER BY declaration_id LIMIT :limit
