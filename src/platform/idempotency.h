// Idempotency keys (X11, quality.md Q3): the same request repeated gets the first answer. Only what was done is kept: a
// refusal changed nothing, so a repeat is judged anew.
#pragma once
#include <optional>
#include <string>

#include "base/refusal.h"
#include "platform/db.h"
#include "platform/events.h"

namespace opencarnet::platform {

struct KeptAnswer {
  int status = 0;
  std::string headers;  // JSON object
  std::string body;
};

/// Claims (owner, key) inside the writing transaction. None: go on, then call keep_answer in the same transaction.
/// A value: answer with it. Refuses `idempotency_key_reused` when the request differs from the first one.
/// A parallel request with the same key waits here (row lock) until the first has ended.
[[nodiscard]] Result<std::optional<KeptAnswer>> claim_key(Session& session, const std::string& owner,
                                                          const std::string& key, const std::string& operation,
                                                          const std::string& request_hash, Instant now);
/// Only for a key that this transaction has claimed: for any other nothing is kept, and nobody is told.
void keep_answer(Session& session, const std::string& owner, const std::string& key, const KeptAnswer& answer);
/// Drops at most `most` of what was claimed before an instant; returns how many.
std::int64_t forget_keys_before(Session& session, Instant before, std::int64_t most);

}  // namespace opencarnet::platform
