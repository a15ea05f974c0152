// Changes of one PostgreSQL session that are sent together and answered in one round trip (libpq's pipeline mode, which
// SOCI does not know: what goes this way is prepared by libpq itself).
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <unordered_map>

#include "platform/db.h"

namespace opencarnet::platform {

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, FreeResult>;

class Pipeline {
 public:
  struct Answered {
    std::string_view query;
    Answer answer;  // none: the connection was lost before it came
  };

  [[nodiscard]] bool empty() const { return waiting_.empty(); }
  /// Prepares the change the first time; where the server refuses that, its answer, else none.
  [[nodiscard]] Answer add(PGconn* connection, const Query& query, const std::vector<Bind>& binds);
  /// Sends what waits, then the COMMIT where one is wanted, and reads all answers, one for each in their order.
  [[nodiscard]] std::vector<Answered> exchange(PGconn* connection, bool commit);
  void forget() { waiting_.clear(); }

 private:
  struct Waiting {
    std::string_view query;
    std::string statement;
    std::vector<std::string> values;
  };
  [[nodiscard]] static bool sent(PGconn* connection, const Waiting& change);

  std::unordered_map<std::string, std::string> prepared_;  // key of the statement → its name on the server
  std::vector<Waiting> waiting_;
};

}  // namespace opencarnet::platform
