// How long a session lives (S4). Pure.
#pragma once
#include <chrono>

#include "base/time.h"
#include "edge/actor.h"

namespace opencarnet::identity {

/// Settings; the defaults are quality.md S4. Holders prepare travels over a working day, so they only meet the hard
/// end.
struct SessionTerms {
  std::chrono::seconds idle{std::chrono::minutes{15}};
  std::chrono::seconds idle_of_holders{std::chrono::hours{12}};
  std::chrono::seconds longest{std::chrono::hours{12}};
};

struct SessionTimes {
  Instant last_seen_at{};  // written at most once a minute, so a session may end up to a minute before its idle time
  Instant expires_at{};    // whatever happens in between
  std::chrono::seconds idle{};
};

/// The times of a session that begins now.
[[nodiscard]] SessionTimes begin_session(const SessionTerms& terms, edge::Role role, Instant now);

/// False from the very instant of either end on.
[[nodiscard]] bool is_alive(const SessionTimes& times, Instant now);

}  // namespace opencarnet::identity
