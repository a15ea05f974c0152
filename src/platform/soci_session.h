// What the two engines share: a SOCI connection, its prepared statements, how values go in. How rows come out and how
// errors are told apart is each engine's own. Includes SOCI: only db_*.cpp and soci_session.cpp may include this.
#pragma once
#include <unordered_map>

#include <soci/soci.h>

#include "platform/db.h"

namespace opencarnet::platform {

/// A statement failed in a way the door understands; never leaves this room. Messages carry no values.
struct StatementFailed : std::runtime_error {
  enum class Kind { retry, reconnect, unavailable };
  StatementFailed(Kind k, const std::string& message) : std::runtime_error(message), kind(k) {}
  Kind kind;
};

class SociSession : public Session {
 public:
  std::vector<Row> all(const Query& query, const std::vector<Bind>& binds) override;
  std::int64_t run(const Query& query, const std::vector<Bind>& binds) override;

 protected:
  SociSession(const soci::backend_factory& factory, const std::string& connect) : soci_(factory, connect) {}

  /// All rows of an execution; `first` says whether there is one.
  virtual std::vector<Row> rows(soci::details::statement_backend& statement, bool first) = 0;
  /// Runs to the end without rows and says how many rows were changed.
  virtual std::int64_t changed(soci::details::statement_backend& statement, bool first) = 0;
  /// Lets go of what a finished execution holds.
  virtual void release(soci::details::statement_backend& statement) = 0;
  [[noreturn]] virtual void failed(const soci::soci_error& error, std::string_view query) = 0;

  soci::session soci_;

 private:
  // SOCI binds to places in memory: they live beside the statement.
  struct Slot {
    std::string text;
    long long integer = 0;
  };
  struct Prepared {
    Prepared(soci::session& session) : statement(session) {}
    std::string_view source;
    std::vector<std::string> names;
    std::vector<std::unique_ptr<Slot>> slots;
    soci::statement statement;
  };
  Prepared& prepared(const std::string& key, const Query& query, const std::vector<Bind>& binds);
  template <class Read>
  auto execute(const Query& query, const std::vector<Bind>& binds, Read read);

  std::unordered_map<std::string, std::unique_ptr<Prepared>> cache_;
};

}  // namespace opencarnet::platform
