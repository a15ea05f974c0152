-- What customs did. Rows are only ever added: a cancellation is a row of its own beside what it cancels (X14).

CREATE TABLE presentations (
  presentation_id TEXT NOT NULL PRIMARY KEY,
  declaration_id TEXT NOT NULL,
  signature_no BIGINT NOT NULL,   -- which signature was scanned: a newer one must be scanned anew (T7)
  carnet_id BIGINT NOT NULL,
  administration_id TEXT NOT NULL, -- whom it was presented to (V1, V3)
  country TEXT NOT NULL,          -- of the office: Réunion is its own, though French customs work there
  territory TEXT NOT NULL,
  office_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  presented_at TEXT NOT NULL
);
CREATE INDEX presentations_by_carnet ON presentations (carnet_id, territory);
CREATE INDEX presentations_by_declaration ON presentations (declaration_id, administration_id);

CREATE TABLE corrections (
  correction_id TEXT NOT NULL PRIMARY KEY,
  declaration_id TEXT NOT NULL,
  signature_no BIGINT NOT NULL,   -- a new signature starts without corrections
  version BIGINT NOT NULL,        -- 1, 2, … per signature
  content TEXT NOT NULL,          -- JSON: the declaration as corrected
  changes TEXT NOT NULL,          -- JSON: field, before, after
  account_id TEXT NOT NULL,
  officer TEXT NOT NULL,
  corrected_at TEXT NOT NULL,
  CONSTRAINT corrections_declaration_id_signature_no_version_unique UNIQUE (declaration_id, signature_no, version)
);

CREATE TABLE rejections (
  declaration_id TEXT NOT NULL,
  signature_no BIGINT NOT NULL,
  carnet_id BIGINT NOT NULL,
  type TEXT NOT NULL,
  country TEXT NOT NULL,
  territory TEXT NOT NULL,
  office_id TEXT NOT NULL,
  office TEXT NOT NULL,
  account_id TEXT NOT NULL,
  officer TEXT NOT NULL,
  reason TEXT NOT NULL,           -- stays inside the territory (V2)
  rejected_at TEXT NOT NULL,
  CONSTRAINT rejections_declaration_id_signature_no_unique UNIQUE (declaration_id, signature_no)
);
CREATE INDEX rejections_by_carnet ON rejections (carnet_id);

CREATE TABLE transactions (
  transaction_id TEXT NOT NULL PRIMARY KEY,
  carnet_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,       -- order on the carnet: 1, 2, …
  declaration_id TEXT NOT NULL,
  signature_no BIGINT NOT NULL,
  type TEXT NOT NULL,
  administration_id TEXT NOT NULL, -- who may list, print and cancel it (X14)
  country TEXT NOT NULL,          -- of the office
  territory TEXT NOT NULL,
  office_id TEXT NOT NULL,
  office TEXT NOT NULL,           -- name at the time
  account_id TEXT NOT NULL,
  officer TEXT NOT NULL,          -- name or badge number at the time
  committed_at TEXT NOT NULL,
  acted_on TEXT NOT NULL,         -- the day at the office (C2)
  content TEXT NOT NULL,          -- JSON: goods and every field of the type
  verification_code_hash TEXT NOT NULL,
  sealed_verification_code TEXT NOT NULL,
  CONSTRAINT transactions_carnet_id_sequence_unique UNIQUE (carnet_id, sequence),
  -- X11: a signed declaration is committed at most once, whoever races.
  CONSTRAINT transactions_declaration_id_signature_no_type_unique UNIQUE (declaration_id, signature_no, type)
);
CREATE INDEX transactions_by_administration ON transactions (administration_id, committed_at, transaction_id);
CREATE INDEX transactions_by_office ON transactions (office_id, committed_at, transaction_id);

CREATE TABLE cancellations (
  transaction_id TEXT NOT NULL PRIMARY KEY REFERENCES transactions (transaction_id),
  carnet_id BIGINT NOT NULL,
  account_id TEXT NOT NULL,
  officer TEXT NOT NULL,
  reason TEXT NOT NULL,           -- stays inside the territory (V2)
  cancelled_at TEXT NOT NULL
);

CREATE VIEW v_transactions AS
  SELECT t.transaction_id, t.carnet_id, t.sequence, t.declaration_id, t.signature_no, t.type,
         t.administration_id, t.country, t.territory,
         t.office_id, t.office, t.account_id, t.officer, t.committed_at, t.acted_on, t.content,
         t.verification_code_hash, c.cancelled_at, c.officer AS cancelled_by, c.reason AS cancelled_reason
  FROM transactions t LEFT JOIN cancellations c ON c.transaction_id = t.transaction_id;
CREATE VIEW v_rejections AS
  SELECT declaration_id, signature_no, carnet_id, type, country, territory, office, officer, reason, rejected_at
  FROM rejections;
CREATE VIEW v_corrections AS
  SELECT declaration_id, signature_no, version, content, changes, officer, corrected_at FROM corrections;
CREATE VIEW v_presentations AS
  SELECT declaration_id, signature_no, carnet_id, country, territory, presented_at FROM presentations;
