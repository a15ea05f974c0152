-- The platform's own tables. BIGINT and TEXT only, so that one text serves both engines.

CREATE TABLE events (
  event_id TEXT NOT NULL PRIMARY KEY,
  position BIGINT, -- dense from 1, given after the commit; NULL until then
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  territory TEXT NOT NULL,
  actor TEXT NOT NULL,
  tenant TEXT NOT NULL,
  request_id TEXT NOT NULL,
  topics TEXT NOT NULL, -- JSON array
  payload TEXT NOT NULL, -- JSON
  salt TEXT NOT NULL,
  leaf TEXT NOT NULL,
  CONSTRAINT events_position_unique UNIQUE (position)
);
CREATE INDEX events_subject ON events (subject, position);
CREATE INDEX events_without_position ON events (event_id) WHERE position IS NULL;

-- One row: whoever numbers events holds it.
CREATE TABLE event_head (
  event_head_id BIGINT NOT NULL PRIMARY KEY,
  last_position BIGINT NOT NULL
);
INSERT INTO event_head (event_head_id, last_position) VALUES (1, 0);

-- One row a job: a reaction that is due to an event. Done jobs are deleted, dead letters stay for the operator.
CREATE TABLE outbox (
  job_id TEXT NOT NULL PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (event_id),
  reaction TEXT NOT NULL,
  receiver TEXT, -- jobs of one reaction for one receiver are done in order
  created_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  tries BIGINT NOT NULL,
  lease_owner TEXT,
  lease_until TEXT,
  last_error TEXT,
  dead BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (dead, due_at, job_id);
CREATE INDEX outbox_receiver ON outbox (reaction, receiver, dead, job_id);
CREATE INDEX outbox_event ON outbox (event_id);

CREATE TABLE audit (
  audit_id TEXT NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  request_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  tenant TEXT NOT NULL,
  source TEXT NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, audit_id);
CREATE INDEX audit_actor ON audit (actor, audit_id);

CREATE TABLE idempotency_keys (
  owner TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  operation TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  status BIGINT, -- NULL: claimed, and nothing was done
  headers TEXT,
  body TEXT,
  PRIMARY KEY (owner, idempotency_key)
);
CREATE INDEX idempotency_keys_claimed ON idempotency_keys (claimed_at);

CREATE TABLE guesses (
  guess_key TEXT NOT NULL PRIMARY KEY,
  tries BIGINT NOT NULL,
  last_at TEXT NOT NULL,
  wait_until TEXT NOT NULL -- empty: no wait
);

-- The development mailbox.
CREATE TABLE letters (
  letter_id TEXT NOT NULL PRIMARY KEY,
  message_id TEXT NOT NULL,
  at TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  attachments TEXT NOT NULL, -- JSON array of {name, content_type, bytes (base64url)}
  CONSTRAINT letters_message_id_unique UNIQUE (message_id)
);
CREATE INDEX letters_recipient ON letters (recipient, letter_id);
