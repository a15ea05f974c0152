SELECT general_list FROM general_lists WHERE carnet_id = :carnet_id
