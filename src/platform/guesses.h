// Guess limits (quality.md S2, rules X1, C12): five free wrong tries, then 30 s doubling to an hour, a hard stop at 20
// per secret. Counted in the database by one conditional update, so that no race between requests, threads or processes
// gives a free try, and so that a restart forgets nothing.
#pragma once
#include <string>
#include <vector>

#include "base/refusal.h"
#include "platform/db.h"
#include "platform/events.h"

namespace opencarnet::platform {

struct GuessLimit {
  std::string key;  // "pin:768255", "source:127.0.0.1", "office:…"; never the secret itself
  int free_tries = 5;
  int hard_stop = 20;  // 0: none (sources and offices recover)
};

/// A key without hard stop starts anew after a day without a try.
///
/// Counts one try against every key before the secret is compared. Refuses `too_many_attempts` (with seconds) while any
/// key must wait, `locked` where one has come to its hard stop; then nothing is counted.
[[nodiscard]] Verdict begin_guess(Session& session, const std::vector<GuessLimit>& limits, Instant now);
/// The try was right: the keys start again from zero. Pass only the secret's own key: clearing a source's would let one
/// right guess pay for many wrong ones.
void guess_was_right(Session& session, const std::vector<GuessLimit>& limits);
/// The try was right: it no longer counts against these keys, the wrong ones before it still do. In the transaction of
/// begin_guess; for keys that many secrets share.
void take_back_guess(Session& session, const std::vector<GuessLimit>& limits);

}  // namespace opencarnet::platform
