// Rows that matter to nobody any more: kept answers that nobody will ask for again, guesses long forgiven. They go in
// small portions, so that no commit waits for the sweeping.
#pragma once
#include <chrono>
#include <memory>

#include "platform/clock.h"
#include "platform/db.h"

namespace opencarnet::platform {

/// A repeated request finds its first answer for so long (X11): longer than any device stays without a network.
inline constexpr std::chrono::hours answers_kept{24 * 30};
/// Guesses that came to no hard stop are forgotten after so long without a try: 19 tries a month find no secret (S2).
/// What is locked stays locked until it is unlocked.
inline constexpr std::chrono::hours guesses_kept{24 * 30};

struct Swept {
  std::int64_t guesses = 0, answers = 0;
};
/// At most `most` rows of each kind.
[[nodiscard]] Swept sweep(Session& session, Instant now, std::int64_t most);

/// A thread that sweeps a minute after the start and then every hour. Any number of processes may.
class Sweeper {
 public:
  Sweeper(Database& database, const Clock& clock);
  ~Sweeper();
  Sweeper(const Sweeper&) = delete;
  Sweeper& operator=(const Sweeper&) = delete;
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::platform
