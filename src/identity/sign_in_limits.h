// How often one may guess at the door (S2): per secret, per source, and overall.
#pragma once
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/guesses.h"

namespace opencarnet::identity {

/// Settings. Source and overall count right tries as well, for a right one must not pay for wrong ones; they are large
/// enough for an office behind one address, and begin anew every hour and every minute.
struct SignInLimits {
  int per_source_and_hour = 600;
  int overall_and_minute = 1200;
};

/// Five free tries, waits from 30 s to an hour, locked at 20. The address is hashed into the key: people type their
/// password into the wrong field.
[[nodiscard]] platform::GuessLimit account_limit(const std::string& realm, const std::string& lower_case_email);
[[nodiscard]] platform::GuessLimit client_limit(const std::string& client_id);

/// What one customer holds of the addresses: an IPv6 source counts by its /64.
[[nodiscard]] std::string neighbourhood(const std::string& source);

/// `own` with those of source and moment.
[[nodiscard]] std::vector<platform::GuessLimit> door_limits(const SignInLimits& limits, platform::GuessLimit own,
                                                            const std::string& source, Instant now);

}  // namespace opencarnet::identity
