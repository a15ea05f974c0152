// A route row binds one operation of the contract to one use case and says who may call it: deny by default.
// Method, path, parameters and schemas stand in the contract (api/*.yaml) under the same operation name.
#pragma once
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "edge/actor.h"
#include "platform/clock.h"
#include "platform/db.h"
#include "platform/events.h"

namespace opencarnet::edge {

/// What came in, already proven to be of the contract's form.
struct Input {
  nlohmann::json body;                      // null where the operation takes none
  std::map<std::string, std::string> path;  // {"carnet_id": "768255"}
  std::map<std::string, std::string> query;
  std::string if_match;                     // the version without quotes, empty where none came

  [[nodiscard]] std::optional<std::string> query_text(const std::string& key) const;
  /// A path or query value the contract declares as integer.
  [[nodiscard]] std::int64_t integer(const std::string& key) const;
};

/// A live stream: which topics, from where on, and how an event looks to this reader (none: not for them).
struct Live {
  std::set<std::string> topics;
  std::int64_t after = 0;
  std::function<std::optional<nlohmann::json>(const platform::StoredEvent&)> view;
};

struct Answer {
  int status = 200;
  nlohmann::json body;                         // as JSON, unless bytes are set
  std::string bytes, content_type;             // a document: PDF, XML …
  std::map<std::string, std::string> headers;  // e.g. ETag
  std::optional<Live> live;
};

/// What a use case may touch. One request is one transaction, and the edge owns it.
struct Context {
  const Actor& actor;
  Instant now;
  platform::Origin origin;
  platform::Session* session = nullptr;  // null for Work::own
  platform::Database& database;          // for Work::own only

  [[nodiscard]] platform::Session& db() const { return *session; }
  std::string publish(const platform::Event& event) { return platform::publish(db(), origin, event); }
  void audit(const platform::AuditEntry& entry) { platform::audit(db(), origin, entry); }
};

enum class Work {
  read,   // one snapshot, cannot write (but its audit rows are written after)
  write,  // one transaction; a refusal rolls back (unless it keeps its changes)
  own     // slow work outside a transaction (password hashes): the use case opens its own, short ones
};

using Handler = std::function<Result<Answer>(Context&, const Input&)>;

struct Route {
  std::string operation;  // "<audience>.<operationId>", e.g. "customs.commit_transaction"
  std::set<Role> roles;   // who may; {Role::none} means anybody, signed in or not
  Work work = Work::read;
  Handler handle;
};

using Routes = std::vector<Route>;

/// Turns a cookie or bearer token into an actor; wired by bin from the identity room.
using Authenticator = std::function<std::optional<Actor>(platform::Session&, std::string_view credential, Instant now)>;

}  // namespace opencarnet::edge
