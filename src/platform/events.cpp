#include "platform/events.h"

#include <stdexcept>

#include "base/ids.h"
#include "platform/hashing.h"
#include "platform/ordered_ids.h"
#include "platform/queries.h"
#include "platform/reactions.h"

namespace opencarnet::platform {
namespace {

constexpr int most_numbered_at_once = 10'000;

// What the database holds was written by this program: anything else in it is damage.
Instant instant_of(const std::string& text) {
  const auto instant = parse_instant(text);
  if (!instant) throw std::runtime_error("an event's instant is damaged");
  return *instant;
}

void write_jobs(Session& session, const StoredEvent& event) {
  for (const auto& reaction : reactions_to(event.type)) {
    std::optional<std::string> receiver;
    if (reaction.receiver) receiver = reaction.receiver(event);
    session.send(sql::insert_job, {{"job_id", next_ordered_id()},
                                   {"event_id", event.event_id},
                                   {"reaction", reaction.name},
                                   {"receiver", receiver},
                                   {"now", to_text(event.at)}});
  }
}

}  // namespace

StoredEvent stored_event(const Row& row) {
  StoredEvent event;
  event.event_id = row.text("event_id");
  event.position = row.maybe_integer("position").value_or(0);
  event.at = instant_of(row.text("at"));
  event.type = row.text("type");
  event.subject = row.text("subject");
  event.territory = row.text("territory");
  event.actor = row.text("actor");
  event.tenant = row.text("tenant");
  event.request_id = row.text("request_id");
  event.topics = nlohmann::json::parse(row.text("topics")).get<std::vector<std::string>>();
  event.payload = nlohmann::json::parse(row.text("payload"));
  event.salt = row.text("salt");
  event.leaf = row.text("leaf");
  return event;
}

std::string publish(Session& session, const Origin& origin, const Event& event) {
  StoredEvent stored;
  static_cast<Event&>(stored) = event;
  stored.event_id = next_ordered_id();
  stored.at = origin.at;
  stored.request_id = origin.request_id;
  stored.actor = origin.actor;
  stored.tenant = origin.tenant;
  stored.salt = random_salt();
  stored.leaf = leaf_of(stored);
  session.send(sql::insert_event, {{"event_id", stored.event_id},
                                   {"at", to_text(stored.at)},
                                   {"type", stored.type},
                                   {"subject", stored.subject},
                                   {"territory", stored.territory},
                                   {"actor", stored.actor},
                                   {"tenant", stored.tenant},
                                   {"request_id", stored.request_id},
                                   {"topics", nlohmann::json(stored.topics).dump()},
                                   {"payload", stored.payload.dump()},
                                   {"salt", stored.salt},
                                   {"leaf", stored.leaf}});
  write_jobs(session, stored);
  return stored.event_id;
}

std::string leaf_of(const StoredEvent& event) {
  const nlohmann::json proven{{"event_id", event.event_id}, {"at", to_text(event.at)},      {"type", event.type},
                              {"subject", event.subject},   {"territory", event.territory}, {"payload", event.payload},
                              {"salt", event.salt}};
  return sha256_hex(std::string(1, '\0') + proven.dump());  // keys sorted, no blanks, UTF-8
}

int number_events(Database& database) {
  bool waiting = false;
  database.read([&](Session& session) { waiting = session.one(sql::find_event_without_position).has_value(); });
  if (!waiting) return 0;
  std::int64_t numbered = 0;
  database.write([&](Session& session) {
    // One at a time, over all processes: the next statement then sees everything committed before.
    session.run(sql::lock_event_head);
    numbered = session.run(sql::number_events, {{"limit", most_numbered_at_once}});
    if (numbered == 0) return Outcome::roll_back;
    session.run(sql::move_event_head, {{"count", numbered}});
    return Outcome::commit;
  });
  return static_cast<int>(numbered);
}

std::int64_t last_position(Session& session) {
  return session.one(sql::last_position).value().integer("last_position");
}

std::vector<StoredEvent> events_after(Session& session, std::int64_t position, int limit) {
  std::vector<StoredEvent> events;
  for (const auto& row : session.all(sql::list_events_after, {{"position", position}, {"limit", limit}}))
    events.push_back(stored_event(row));
  return events;
}

std::vector<StoredEvent> events_of(Session& session, const std::string& subject, std::int64_t after, int limit) {
  std::vector<StoredEvent> events;
  for (const auto& row : session.all(sql::list_events_of, {{"subject", subject}, {"after", after}, {"limit", limit}}))
    events.push_back(stored_event(row));
  return events;
}

void audit(Session& session, const Origin& origin, const AuditEntry& entry) {
  session.send(sql::insert_audit, {{"audit_id", new_id()},
                                   {"at", to_text(origin.at)},
                                   {"request_id", origin.request_id},
                                   {"operation", origin.operation},
                                   {"action", entry.action},
                                   {"subject", entry.subject},
                                   {"outcome", entry.outcome},
                                   {"reason", entry.reason},
                                   {"actor", origin.actor},
                                   {"tenant", origin.tenant},
                                   {"source", origin.source}});
}

}  // namespace opencarnet::platform
