// What every refusal must be, judged on each answer a test sees.
#pragma once
#include <string>

#include "support/client.h"

namespace opencarnet::support {

/// Fails the current test on a fault, on a refusal that is no whole problem document, on a code, rule or status that
/// is not of the list in api/refusals, and on words with a placeholder that nobody filled.
void look_closely(const Reply& reply, const std::string& request);

/// "{seconds}" or "{count, plural, …": what a reader must never see.
[[nodiscard]] bool has_open_placeholder(const std::string& words);

}  // namespace opencarnet::support
