SELECT c.number, c.content, c.items, g.general_list
FROM v_carnets c LEFT JOIN v_general_lists g ON g.carnet_id = c.carnet_id WHERE c.carnet_id = :carnet_id
