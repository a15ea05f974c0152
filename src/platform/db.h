// The one door to the database: SQLite and PostgreSQL behind the same few calls.
//
// Columns are BIGINT or TEXT only: days and instants as ISO text, booleans 0/1, documents as JSON text. Parameters are
// named (:carnet_id). Insert races are settled by `ON CONFLICT DO NOTHING` and the number of rows changed, never by
// catching an error, because a failed statement ends a PostgreSQL transaction.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/query.h"

namespace opencarnet::platform {

enum class Engine { sqlite, postgres };

using Value = std::variant<std::monostate, std::int64_t, std::string>;  // NULL, BIGINT, TEXT

struct Bind {
  std::string_view name;
  Value value;
  Bind(std::string_view n, std::nullptr_t) : name(n) {}
  Bind(std::string_view n, std::int64_t v) : name(n), value(v) {}
  Bind(std::string_view n, int v) : name(n), value(std::int64_t{v}) {}
  Bind(std::string_view n, bool v) : name(n), value(std::int64_t{v}) {}
  Bind(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
  Bind(std::string_view n, std::string_view v) : name(n), value(std::string(v)) {}
  Bind(std::string_view n, const char* v) : name(n), value(std::string(v)) {}
  template <class T>
  Bind(std::string_view n, const std::optional<T>& v) : name(n) {
    if (v) value = Bind(n, *v).value;
  }
};

/// One row of an answer. Asking for a column that is not there, or for NULL without `maybe_`, is a bug and throws.
class Row {
 public:
  [[nodiscard]] std::int64_t integer(std::string_view column) const;
  [[nodiscard]] const std::string& text(std::string_view column) const;
  [[nodiscard]] bool flag(std::string_view column) const { return integer(column) != 0; }
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view column) const;
  [[nodiscard]] std::optional<std::string> maybe_text(std::string_view column) const;

  Row(std::shared_ptr<const std::vector<std::string>> columns, std::vector<Value> values)
      : columns_(std::move(columns)), values_(std::move(values)) {}

 private:
  [[nodiscard]] const Value& value(std::string_view column) const;
  std::shared_ptr<const std::vector<std::string>> columns_;
  std::vector<Value> values_;
};

/// A database session inside one transaction. Statements stay prepared for the life of the session.
class Session {
 public:
  virtual ~Session() = default;
  [[nodiscard]] virtual Engine engine() const = 0;
  [[nodiscard]] virtual std::vector<Row> all(const Query& query, const std::vector<Bind>& binds = {}) = 0;
  /// Rows inserted, updated or deleted.
  virtual std::int64_t run(const Query& query, const std::vector<Bind>& binds = {}) = 0;
  /// A change whose answer nobody waits for: PostgreSQL gets it together with what follows, at the latest with the
  /// commit. It is done before that, in order; where it fails, what follows throws and nothing is committed.
  virtual void send(const Query& query, const std::vector<Bind>& binds) { run(query, binds); }

  /// Several statements without parameters, as the engine's own parser divides them: migrations and setting up.
  virtual void script(std::string_view sql) = 0;

  /// The only row, or none; more than one is a bug.
  [[nodiscard]] std::optional<Row> one(const Query& query, const std::vector<Bind>& binds = {});
};

enum class Outcome { commit, roll_back };

/// The commit was sent and its answer never came: only a repeat with the same idempotency key can tell.
struct OutcomeUnknown : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The database cannot serve now (away, disk full, retries used up): answer 503 with Retry-After.
struct DatabaseUnavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct DatabaseConfig {
  std::string url;   // "sqlite:/path/file.db" or "postgresql://…"
  int sessions = 4;  // readers on SQLite, readers and writers on PostgreSQL
};

class Database {
 public:
  virtual ~Database() = default;
  [[nodiscard]] static std::unique_ptr<Database> open(const DatabaseConfig& config);
  [[nodiscard]] virtual Engine engine() const = 0;

  /// Runs `work` in one writing transaction, durable when this returns. Retried with a bound on serialization failures,
  /// deadlocks, a read-only standby and lost connections, so `work` must do nothing outside the database.
  /// An exception from `work` rolls back and passes on.
  virtual void write(const std::function<Outcome(Session&)>& work) = 0;
  /// Runs `work` on one consistent snapshot that cannot write.
  virtual void read(const std::function<void(Session&)>& work) = 0;

  // A transaction begun inside another on the same thread is a bug (it could wait for itself) and throws logic_error.
};

/// Returns when the server behind `url` accepts connections, or after `longest`: a machine that was without power
/// starts both at once, and recovery takes its time. `waiting` is called once, with the reason, when it does not accept
/// them now. What waiting cannot mend (a wrong name or password) and what is still so afterwards is told by
/// Database::open.
void wait_for_server(const std::string& url, std::chrono::milliseconds longest,
                     const std::function<void(const std::string&)>& waiting);

/// Brings the schema to the newest version from db/migrations; safe when several processes start together.
/// Throws when a released migration was changed or the database is newer than the program.
void migrate(Database& database);

}  // namespace opencarnet::platform
