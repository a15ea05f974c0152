-- Apart: triggers have no common form, and only PostgreSQL has sequences.
-- Events and the audit trail are only added to. The one change allowed: an event is given its position, once.

CREATE TRIGGER events_unchanged BEFORE UPDATE ON events
WHEN OLD.position IS NOT NULL OR NEW.position IS NULL OR
     NOT (NEW.event_id = OLD.event_id AND NEW.at = OLD.at AND NEW.type = OLD.type AND NEW.subject = OLD.subject AND
          NEW.territory = OLD.territory AND NEW.actor = OLD.actor AND NEW.tenant = OLD.tenant AND
          NEW.request_id = OLD.request_id AND NEW.topics = OLD.topics AND NEW.payload = OLD.payload AND
          NEW.salt = OLD.salt AND NEW.leaf = OLD.leaf)
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_undeleted BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

-- Carnet IDs: the single writer makes a plain counter safe.
CREATE TABLE carnet_ids (
  carnet_ids_id BIGINT NOT NULL PRIMARY KEY,
  last_carnet_id BIGINT NOT NULL
);
INSERT INTO carnet_ids (carnet_ids_id, last_carnet_id) VALUES (1, 1000000);
