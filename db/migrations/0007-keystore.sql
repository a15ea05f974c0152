-- The system's signing keys: one sealed record, the ring. The key that opens it stands in a file beside the server.

CREATE TABLE server_keys (
  name TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
