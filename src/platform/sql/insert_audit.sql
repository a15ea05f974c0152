INSERT INTO audit
  (audit_id, at, request_id, operation, action, subject, outcome, reason, actor, tenant, source)
VALUES
  (:audit_id, :at, :request_id, :operation, :action, :subject, :outcome, :reason, :actor, :tenant, :source)
