#include <algorithm>

#include "operations/operations.h"

namespace opencarnet::operations {
namespace {

nlohmann::json to_json(const platform::StoredEvent& event) {
  return {{"event_id", event.event_id}, {"position", event.position}, {"at", to_text(event.at)},
          {"type", event.type},         {"subject", event.subject},   {"territory", event.territory},
          {"payload", event.payload},   {"salt", event.salt},         {"leaf", event.leaf}};
}

}  // namespace

Result<edge::Answer> list_events(edge::Context& context, const edge::Input& input) {
  const auto limit = static_cast<int>(input.integer("limit"));
  const auto after = input.query_text("after") ? input.integer("after") : 0;
  const auto subject = input.query_text("subject");
  auto events = subject ? platform::events_of(context.db(), *subject, after, limit)
                        : platform::events_after(context.db(), after, limit);
  // An event just committed may wait for its position for a moment; it is shown once it has it.
  std::erase_if(events, [](const auto& event) { return event.position == 0; });
  edge::Answer answer;
  answer.body = {{"events", nlohmann::json::array()}};
  for (const auto& event : events) answer.body["events"].push_back(to_json(event));
  context.audit({"list_events", subject.value_or("events"), "done", ""});
  return answer;
}

}  // namespace opencarnet::operations
