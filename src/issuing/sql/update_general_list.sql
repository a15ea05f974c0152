UPDATE general_lists SET general_list = :general_list WHERE carnet_id = :carnet_id
