SELECT p.carnet_id, p.pin_hash, c.association_id
FROM v_carnet_pins p JOIN v_carnets c ON c.carnet_id = p.carnet_id WHERE p.carnet_id = :carnet_id
