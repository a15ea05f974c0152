-- Apart: a sequence never waits; SQLite has none and needs none.
UPDATE carnet_ids SET last_carnet_id = last_carnet_id + 1 WHERE carnet_ids_id = 1
RETURNING last_carnet_id AS carnet_id
