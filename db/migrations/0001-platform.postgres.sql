-- Apart: triggers have no common form, and only PostgreSQL has sequences.
-- Events and the audit trail are only added to. The one change allowed: an event is given its position, once.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;

CREATE TRIGGER events_unchanged BEFORE UPDATE ON events FOR EACH ROW
WHEN (OLD.position IS NOT NULL OR NEW.position IS NULL OR
      NOT (NEW.event_id = OLD.event_id AND NEW.at = OLD.at AND NEW.type = OLD.type AND NEW.subject = OLD.subject AND
           NEW.territory = OLD.territory AND NEW.actor = OLD.actor AND NEW.tenant = OLD.tenant AND
           NEW.request_id = OLD.request_id AND NEW.topics = OLD.topics AND NEW.payload = OLD.payload AND
           NEW.salt = OLD.salt AND NEW.leaf = OLD.leaf))
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER events_undeleted BEFORE DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Carnet IDs: a sequence never waits for another transaction's lock.
CREATE SEQUENCE carnet_ids START WITH 1000001;
