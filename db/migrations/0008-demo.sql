-- One row where this database holds the demo world: written in the transaction that makes the whole of it.

CREATE TABLE demo_world (
  demo_world_id BIGINT NOT NULL PRIMARY KEY,
  made_at TEXT NOT NULL,
  today TEXT NOT NULL,            -- the day the world was made for
  document TEXT NOT NULL          -- JSON: what /demo.json lists, passwords everybody may know included
);
