#include "platform/event_proof.h"

#include <fmt/format.h>

#include "platform/each_row.h"
#include "platform/queries.h"

namespace opencarnet::platform {
namespace {

constexpr std::int64_t page = 500;

// The leaf proves the event's meaning; who did it and who may follow it stand beside the proof.
void prove_event(const Row& row, const Found& found, const std::function<void(const StoredEvent&)>& each) {
  std::optional<StoredEvent> event;
  try {
    event = stored_event(row);
  } catch (const std::exception&) {  // its words would quote what is stored
    found(fmt::format("event {} cannot be read", row.text("event_id")));
    return;
  }
  if (leaf_of(*event) != event->leaf)
    found(fmt::format("event {}: its leaf is not that of its content", event->event_id));
  each(*event);
}

}  // namespace

LogCount prove_log(Session& session, const Found& found, const std::function<void(const StoredEvent&)>& each) {
  LogCount count;
  std::int64_t last = 0;
  for (;;) {
    const auto rows = session.all(sql::list_events_after, {{"position", last}, {"limit", page}});
    for (const auto& row : rows) {
      const auto position = row.integer("position");
      if (position == last + 2) found(fmt::format("there is no event at position {}", last + 1));
      if (position > last + 2) found(fmt::format("there are no events at positions {} to {}", last + 1, position - 1));
      last = position;
      ++count.numbered;
      prove_event(row, found, each);
    }
    if (std::ssize(rows) < page) break;
  }
  if (const auto head = last_position(session); head != last)
    found(fmt::format("the head stands at position {}, the last event at {}", head, last));
  count.waiting = each_row(session, sql::list_waiting_events, "event_id", std::string{},
                           [&](const Row& row) { prove_event(row, found, each); });
  return count;
}

std::vector<Payload> payloads_of(Session& session, const std::string& subject, const std::string& type) {
  std::vector<Payload> payloads;
  for (const auto& row : session.all(sql::list_payloads, {{"subject", subject}, {"type", type}}))
    payloads.push_back({row.text("event_id"), nlohmann::json::parse(row.text("payload"), nullptr, false)});
  return payloads;
}

}  // namespace opencarnet::platform
