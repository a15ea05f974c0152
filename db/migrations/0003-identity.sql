-- Accounts of people, their sessions, and machine clients with their tokens. Secrets are kept as hashes only.

CREATE TABLE accounts (
  account_id TEXT NOT NULL PRIMARY KEY,
  realm TEXT NOT NULL,            -- wallet, customs, core: one e-mail address may exist in each
  email TEXT NOT NULL,            -- lower case
  password_hash TEXT NOT NULL,    -- Argon2id
  role TEXT NOT NULL,
  tenant_id TEXT NOT NULL,        -- administration, company, or the account itself for private holders
  display_name TEXT NOT NULL,
  country TEXT,
  region_id TEXT,
  office_id TEXT,
  language TEXT NOT NULL,
  profile TEXT NOT NULL,          -- JSON: address, phone, company …
  active BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT accounts_realm_email_unique UNIQUE (realm, email)
);

CREATE TABLE sessions (
  session_id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  device_id TEXT,
  device_challenge TEXT NOT NULL,
  source TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  idle_seconds BIGINT NOT NULL,
  expires_at TEXT NOT NULL,
  ended_at TEXT,
  CONSTRAINT sessions_token_hash_unique UNIQUE (token_hash)
);
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE clients (
  client_id TEXT NOT NULL PRIMARY KEY,
  role TEXT NOT NULL,
  tenant_id TEXT NOT NULL,        -- the association or administration
  country TEXT NOT NULL,
  display_name TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  scopes TEXT NOT NULL,           -- separated by blanks
  active BIGINT NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE access_tokens (
  token_hash TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (client_id),
  scopes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);

CREATE VIEW v_accounts AS
  SELECT account_id, realm, email, role, tenant_id, display_name, country, language, profile, active FROM accounts;
