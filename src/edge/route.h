// A route row binds one operation of the contract to one use case and says who may call it: deny by default.
// Method, path, parameters and schemas stand in the contract (api/*.yaml) under the same operation name.
#pragma once
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
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
  std::string if_match;  // the version without quotes, empty where none came
  /// In lower case: the headers the contract declares for the operation, accept-language, user-agent, and
  /// authorization where it is HTTP Basic (RFC 6749 clients).
  std::map<std::string, std::string> headers;

  [[nodiscard]] std::optional<std::string> query_text(const std::string& key) const;
  [[nodiscard]] std::optional<std::string> header(const std::string& lower_case_name) const;
  /// A path or query value the contract declares as integer. Missing is a bug and throws: declare a default.
  [[nodiscard]] std::int64_t integer(const std::string& key) const;
  /// A query value the contract declares as boolean; missing is false.
  [[nodiscard]] bool flag(const std::string& key) const;
  /// T6: refuses precondition_required where no If-Match came, newer_version_exists where it names another version.
  [[nodiscard]] Verdict made_to(std::string_view newest_version) const;
};

/// A live stream: which topics, and how an event looks to this reader (none: not for them). The edge opens it where the
/// client's Last-Event-ID says, otherwise now; `after` (a position) begins elsewhere. `view` runs on the hub's thread.
struct Live {
  std::set<std::string> topics;
  std::optional<std::int64_t> after;
  std::function<std::optional<nlohmann::json>(const platform::StoredEvent&)> view;
};

struct Answer {
  int status = 200;
  nlohmann::json body;  // as JSON, unless bytes are set
  /// Members of the body that are JSON text already, by pointer ("/carnet/general_list"): lists of thousands of lines
  /// are written once, not built as a document first. The body has no such member, but all objects on the way to it.
  std::map<std::string, std::string> written;
  std::string bytes, content_type;             // a document: PDF, XML …
  std::map<std::string, std::string> headers;  // e.g. ETag
  std::optional<Live> live;

  /// The whole body as it goes out. Bytes that are no UTF-8 are replaced, never a reason to fail.
  [[nodiscard]] std::string text() const;
  /// The same as one document, for who must look inside.
  [[nodiscard]] nlohmann::json document() const;
};

struct Context;
/// Something to do inside a transaction; may run again when the database asks to repeat it.
using Step = std::function<Result<Answer>(Context&)>;

/// What a use case may touch. One request is one transaction, and the edge owns it.
struct Context {
  const Actor& actor;
  Instant now;
  platform::Origin origin;
  platform::Session* session = nullptr;  // null for Work::own
  platform::Database& database;          // for Work::own only
  std::string language = "en";           // of whoever asks: Accept-Language, else the account's

  /// Set by the edge: ids of the events this request published (header OpenCarnet-Events), audit rows of a reading
  /// request (written after it), and how Work::own opens its writing transaction. All may be empty in tests.
  std::vector<std::string>* published = nullptr;
  std::vector<platform::AuditEntry>* audited = nullptr;
  std::function<Result<Answer>(const Step&)> open_write{};

  [[nodiscard]] platform::Session& db() const { return *session; }
  std::string publish(const platform::Event& event);
  void audit(const platform::AuditEntry& entry);
  /// Work::own: runs `step` in one writing transaction with the request's idempotency key, as Work::write does for the
  /// whole request. Do what is slow before; a repeated request gets the first answer and `step` does not run.
  [[nodiscard]] Result<Answer> write(const Step& step);
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
/// Notes that the session was used; called in a writing transaction, at most once in half a minute a session and
/// process.
using Touch = std::function<void(platform::Session&, const Actor&, Instant now)>;

}  // namespace opencarnet::edge
