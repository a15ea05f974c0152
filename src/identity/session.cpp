#include "identity/session.h"

#include <algorithm>

namespace opencarnet::identity {

SessionTimes begin_session(const SessionTerms& terms, edge::Role role, Instant now) {
  const auto idle = role == edge::Role::holder ? terms.idle_of_holders : terms.idle;
  return {now, now + terms.longest, std::min(idle, terms.longest)};
}

bool is_alive(const SessionTimes& times, Instant now) {
  return now < times.expires_at && now < times.last_seen_at + times.idle;
}

}  // namespace opencarnet::identity
