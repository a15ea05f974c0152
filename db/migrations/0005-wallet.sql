-- The holder's side: devices, who has which carnet, the holder's signature, travels and their declarations.

CREATE TABLE devices (
  device_id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  signing_key TEXT NOT NULL,      -- public JWK
  signing_thumbprint TEXT NOT NULL,
  encryption_key TEXT NOT NULL,   -- public JWK
  created_at TEXT NOT NULL,
  revoked_at TEXT,
  CONSTRAINT devices_account_id_signing_thumbprint_unique UNIQUE (account_id, signing_thumbprint)
);

CREATE TABLE downloads (
  carnet_id BIGINT NOT NULL,
  device_id TEXT NOT NULL REFERENCES devices (device_id),
  account_id TEXT NOT NULL,
  downloaded_at TEXT NOT NULL,    -- the first time
  CONSTRAINT downloads_carnet_id_device_id_unique UNIQUE (carnet_id, device_id)
);
CREATE INDEX downloads_by_account ON downloads (account_id, carnet_id);

CREATE TABLE carnet_signatures (
  carnet_id BIGINT NOT NULL,
  content_sha256 TEXT NOT NULL,   -- an amended carnet must be signed again (C8)
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  signature TEXT NOT NULL,        -- JWS
  signed_at TEXT NOT NULL,
  CONSTRAINT carnet_signatures_carnet_id_content_sha256_unique UNIQUE (carnet_id, content_sha256)
);

CREATE TABLE travels (
  travel_id TEXT NOT NULL PRIMARY KEY,
  carnet_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT NOT NULL,          -- JSON: what the holder states
  complete BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
);
CREATE INDEX travels_by_carnet ON travels (carnet_id, travel_id);

CREATE TABLE declarations (
  declaration_id TEXT NOT NULL PRIMARY KEY,
  travel_id TEXT NOT NULL REFERENCES travels (travel_id),
  carnet_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,       -- in the order of the journey
  type TEXT NOT NULL,
  country TEXT NOT NULL,
  territory TEXT NOT NULL,
  content TEXT NOT NULL,          -- JSON: goods and statements for this step
  signature_no BIGINT NOT NULL,   -- counts signatures; 0: never signed
  signature TEXT,                 -- JWS; NULL while voided
  signed_by_device TEXT,
  signed_at TEXT,
  transaction_code_hash TEXT,     -- keyed hash, to find it
  sealed_codes TEXT,              -- transaction and cancellation code, encrypted, to show them to the holder again
  cancellation_code_hash TEXT,    -- keyed hash, to prove it
  qr TEXT,
  deleted_at TEXT,
  CONSTRAINT declarations_transaction_code_hash_unique UNIQUE (transaction_code_hash)
);
CREATE INDEX declarations_by_carnet ON declarations (carnet_id, declaration_id);
CREATE INDEX declarations_by_travel ON declarations (travel_id, sequence);

-- Codes of voided signatures, so that an officer who scans the old QR is told that it was replaced (T7).
CREATE TABLE replaced_codes (
  transaction_code_hash TEXT NOT NULL PRIMARY KEY,
  declaration_id TEXT NOT NULL,
  carnet_id BIGINT NOT NULL,
  replaced_at TEXT NOT NULL
);

CREATE VIEW v_downloads AS
  SELECT d.carnet_id, d.account_id, d.device_id, d.downloaded_at, v.name AS device_name
  FROM downloads d JOIN devices v ON v.device_id = d.device_id WHERE v.revoked_at IS NULL;
CREATE VIEW v_carnet_signatures AS SELECT carnet_id, content_sha256, account_id, signed_at FROM carnet_signatures;
CREATE VIEW v_travels AS SELECT travel_id, carnet_id, content, complete FROM travels WHERE deleted_at IS NULL;
CREATE VIEW v_declarations AS
  SELECT declaration_id, travel_id, carnet_id, sequence, type, country, territory, content, signature_no, signature,
         signed_at, transaction_code_hash, cancellation_code_hash, qr
  FROM declarations WHERE deleted_at IS NULL;
CREATE VIEW v_replaced_codes AS
  SELECT transaction_code_hash, declaration_id, carnet_id, replaced_at FROM replaced_codes;
