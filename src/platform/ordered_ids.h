// Ids that keep the order in which this process made them, also within one millisecond: for events and jobs.
#pragma once
#include <string>

namespace opencarnet::platform {

[[nodiscard]] std::string next_ordered_id();

}  // namespace opencarnet::platform
