// What the edge knows of one request while it serves it. For this room's own sources.
#pragma once
#include <string>
#include <vector>

#include "edge/edge.h"
#include "platform/idempotency.h"

namespace opencarnet::edge {

struct Edge::Exchange {
  http::Request& request;
  RequestRecord record;
  std::string language;
  Instant now{};
  Credential credential;
  const contract::Operation* operation = nullptr;
  Actor actor;
  bool paced = false;  // counted against its tenant's rate, however often the transaction is repeated

  // Of the current try; begun anew when the database asks to repeat a transaction.
  std::vector<std::string> published;
  std::vector<platform::AuditEntry> audited;
  std::optional<platform::KeptAnswer> kept;
};

}  // namespace opencarnet::edge
