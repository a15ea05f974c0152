-- Carnets as their issuer states them. The General List is one document a carnet: fixed at issue for ever (C3), read
-- whole, up to 10,000 items.

CREATE TABLE carnets (
  carnet_id BIGINT NOT NULL PRIMARY KEY,
  association_id TEXT NOT NULL,
  country_of_issue TEXT NOT NULL,
  home_territory TEXT NOT NULL,
  number TEXT,                    -- from the issue on
  wanted_number TEXT,             -- as the draft states it; the same after the issue
  type TEXT NOT NULL,
  standing TEXT NOT NULL,         -- draft, issued, blocked, cancelled, discharged, replaced; activated is derived (C7)
  version BIGINT NOT NULL,
  content TEXT NOT NULL,          -- JSON: what the issuer states, without the General List
  holder_name TEXT,
  issued_on TEXT,
  valid_until TEXT,
  currency TEXT,
  items BIGINT NOT NULL,          -- totals, computed at every save
  total_value TEXT,               -- NULL while a draft's amounts cannot be added up
  content_sha256 TEXT,            -- digest of what was fixed at issue
  pin_hash TEXT,                  -- Argon2id (C12)
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT carnets_number_unique UNIQUE (number)
);
CREATE INDEX carnets_by_association ON carnets (association_id, carnet_id);
CREATE INDEX carnets_by_wanted_number ON carnets (association_id, wanted_number);

-- Every number ever given (C1): whoever inserts it first has it.
CREATE TABLE carnet_numbers (
  number TEXT NOT NULL PRIMARY KEY,
  carnet_id BIGINT NOT NULL REFERENCES carnets (carnet_id),
  given_at TEXT NOT NULL
);

CREATE TABLE general_lists (
  carnet_id BIGINT NOT NULL PRIMARY KEY REFERENCES carnets (carnet_id),
  general_list TEXT NOT NULL      -- JSON array of items
);

CREATE VIEW v_carnets AS
  SELECT carnet_id, association_id, country_of_issue, home_territory, number, type, standing, version, content,
         holder_name, issued_on, valid_until, currency, items, total_value, content_sha256
  FROM carnets;
CREATE VIEW v_general_lists AS SELECT carnet_id, general_list FROM general_lists;
-- For download_carnet only: the hash that a PIN is proven against.
CREATE VIEW v_carnet_pins AS SELECT carnet_id, number, standing, pin_hash FROM carnets;
