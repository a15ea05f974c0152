// The number a fault is given: in the answer, in the log line, on the telephone.
#pragma once
#include <string>

namespace opencarnet::runtime {

/// "7KQF-M2XA": 40 random bits in letters and digits without look-alikes. Names an incident, protects nothing.
[[nodiscard]] std::string new_incident();

}  // namespace opencarnet::runtime
