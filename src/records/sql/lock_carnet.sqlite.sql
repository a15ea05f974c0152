SELECT carnet_id FROM v_carnets WHERE carnet_id = :carnet_id
