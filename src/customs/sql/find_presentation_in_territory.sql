SELECT declaration_id FROM presentations WHERE carnet_id = :carnet_id AND territory = :territory LIMIT 1
