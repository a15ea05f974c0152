// Refusals leave as RFC 9457 problem documents: what happened, by which rule, what to do next, every wrong field at
// once.
#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "edge/texts.h"
#include "http/server.h"

namespace opencarnet::edge {

[[nodiscard]] nlohmann::json problem_document(const Refusal& refusal, const Texts& texts, const std::string& language);
/// With Retry-After where the status wants one, and WWW-Authenticate for 401.
[[nodiscard]] http::Response problem_response(const Refusal& refusal, const Texts& texts, const std::string& language);

/// As UTF-8 text; bytes that are no UTF-8 are replaced, never a reason to fail.
[[nodiscard]] std::string dumped(const nlohmann::json& document);

}  // namespace opencarnet::edge
