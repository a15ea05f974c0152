// Every change publishes exactly one event row in its own transaction: with a random salt and a SHA-256 leaf, so that
// the log can be proven later (quality.md Q11), and with topics, so that live streams and jobs find it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/time.h"
#include "platform/db.h"

namespace opencarnet::platform {

struct Event {
  std::string type;                 // the operation's past tense: "transaction_committed", "carnet_issued"
  std::string subject;              // "carnet:768255", "account:…"
  std::string territory;            // where it happened; empty where that has no meaning
  nlohmann::json payload;           // what changed; never secrets, codes or personal data that erasure must reach
  std::vector<std::string> topics;  // who may follow it live: "carnet:768255", "territory:EU", "account:…"
};

struct StoredEvent : Event {
  std::string event_id;
  std::int64_t position = 0;  // dense from 1, given by the sequencer after the commit
  Instant at{};
  std::string request_id, actor, tenant;
  std::string salt, leaf;
};

/// Who did it, from where, in which request: the same for every row a request writes.
struct Origin {
  Instant at{};
  std::string request_id, operation, actor, tenant, source;
};

/// Writes the event row and one outbox row per reaction registered for its type; returns the event's id.
std::string publish(Session& session, const Origin& origin, const Event& event);

/// Leaf = SHA-256(0x00 ‖ canonical JSON of {event_id, at, type, subject, territory, payload, salt}), hexadecimal.
[[nodiscard]] std::string leaf_of(const StoredEvent& event);

/// Gives dense positions to committed events that have none yet, in order of their ids; returns how many. Any process
/// may call it at any time; called after each commit and by a timer.
int number_events(Database& database);

/// The last position given; 0 when there is none.
[[nodiscard]] std::int64_t last_position(Session& session);
/// From a row with all columns of events.
[[nodiscard]] StoredEvent stored_event(const Row& row);

/// Events after a position, oldest first, at most `limit`.
[[nodiscard]] std::vector<StoredEvent> events_after(Session& session, std::int64_t position, int limit);
/// All events of one subject, oldest first; those not numbered yet come last with position 0.
[[nodiscard]] std::vector<StoredEvent> events_of(Session& session, const std::string& subject, std::int64_t after,
                                                 int limit);

/// V7: every read of a carnet's content and every change leaves a row.
struct AuditEntry {
  std::string action;   // the operation
  std::string subject;  // "carnet:768255"
  std::string outcome;  // "done" or the refusal's code
  std::string reason;   // where one was asked for
};
void audit(Session& session, const Origin& origin, const AuditEntry& entry);

}  // namespace opencarnet::platform
