// The event log proven against itself (quality.md Q11): every leaf computed anew, positions without a gap.
#pragma once
#include "platform/events.h"
#include "platform/schema_check.h"

namespace opencarnet::platform {

struct LogCount {
  std::int64_t numbered = 0, waiting = 0;  // waiting: committed, the sequencer has not come to them yet
};

/// Reads the whole log in pages and tells what does not hold; `each` is given every event that can be read.
LogCount prove_log(Session& session, const Found& found, const std::function<void(const StoredEvent&)>& each);

struct Payload {
  std::string event_id;
  nlohmann::json content;  // discarded where it is no JSON
};
/// Of one subject's events of one type, in the order of their ids.
[[nodiscard]] std::vector<Payload> payloads_of(Session& session, const std::string& subject, const std::string& type);

}  // namespace opencarnet::platform
