SELECT carnet_id FROM v_carnets WHERE carnet_id > :after ORDER BY carnet_id LIMIT :limit
