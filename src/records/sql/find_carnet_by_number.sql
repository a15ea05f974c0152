SELECT carnet_id FROM v_carnets WHERE number = :number
