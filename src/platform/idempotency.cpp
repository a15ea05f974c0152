#include "platform/idempotency.h"

#include "platform/queries.h"

namespace opencarnet::platform {

Result<std::optional<KeptAnswer>> claim_key(Session& session, const std::string& owner, const std::string& key,
                                            const std::string& operation, const std::string& request_hash,
                                            Instant now) {
  const std::vector<Bind> claim{{"owner", owner},
                                {"idempotency_key", key},
                                {"operation", operation},
                                {"request_hash", request_hash},
                                {"now", to_text(now)}};
  for (;;) {
    if (session.run(sql::claim_idempotency_key, claim) == 1) return std::nullopt;
    // A refusal that kept its changes left the key without an answer: nothing was done under it.
    if (session.run(sql::take_over_idempotency_key, claim) == 1) return std::nullopt;
    const auto first = session.one(sql::find_idempotency_key, {{"owner", owner}, {"idempotency_key", key}});
    if (!first || !first->maybe_integer("status")) continue;  // cleaned up or released this very moment
    if (first->text("operation") != operation || first->text("request_hash") != request_hash)
      return refuse(Code::idempotency_key_reused, {{"operation", first->text("operation")}});
    return KeptAnswer{static_cast<int>(first->integer("status")), first->text("headers"), first->text("body")};
  }
}

void keep_answer(Session& session, const std::string& owner, const std::string& key, const KeptAnswer& answer) {
  session.send(sql::keep_answer, {{"status", answer.status},
                                  {"headers", answer.headers},
                                  {"body", answer.body},
                                  {"owner", owner},
                                  {"idempotency_key", key}});
}

std::int64_t forget_keys_before(Session& session, Instant before, std::int64_t most) {
  return session.run(sql::delete_old_idempotency_keys, {{"before", to_text(before)}, {"most", most}});
}

}  // namespace opencarnet::platform
