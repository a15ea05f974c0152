INSERT INTO general_lists (carnet_id, general_list) VALUES (:carnet_id, :general_list)
