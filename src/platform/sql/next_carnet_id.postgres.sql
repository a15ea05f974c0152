SELECT nextval('carnet_ids') AS carnet_id
