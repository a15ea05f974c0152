-- Apart: PostgreSQL must hold the row; on SQLite the writer is alone.
SELECT carnet_id FROM v_carnets WHERE carnet_id = :carnet_id FOR UPDATE
