#include "platform/guesses.h"

#include "platform/queries.h"

namespace opencarnet::platform {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

// One conditional statement: counts, or changes nothing because the key must wait or has come to its end.
bool count(Session& session, const GuessLimit& limit, Instant now) {
  const auto after = [now](int wait) { return to_text(now + seconds(wait)); };
  return session.run(sql::count_guess, {{"guess_key", limit.key},
                                        {"now", to_text(now)},
                                        {"recovered", to_text(now - hours(24))},
                                        {"free_tries", limit.free_tries},
                                        {"hard_stop", limit.hard_stop},
                                        {"wait_1", after(30)},
                                        {"wait_2", after(60)},
                                        {"wait_3", after(120)},
                                        {"wait_4", after(240)},
                                        {"wait_5", after(480)},
                                        {"wait_6", after(960)},
                                        {"wait_7", after(1920)},
                                        {"wait_8", after(3600)}}) == 1;
}

// Why not: the hard stop of any key, else the longest wait.
tl::unexpected<Refusal> refusal(Session& session, const std::vector<GuessLimit>& limits, Instant now) {
  std::int64_t longest = 1;
  for (const auto& limit : limits) {
    const auto row = session.one(sql::find_guess, {{"guess_key", limit.key}});
    if (!row) continue;
    if (limit.hard_stop != 0 && row->integer("tries") >= limit.hard_stop) return refuse(Code::locked);
    if (const auto until = parse_instant(row->text("wait_until"))) {
      longest = std::max<std::int64_t>(longest, std::chrono::ceil<seconds>(*until - now).count());
    }
  }
  return refuse(Code::too_many_attempts, {{"seconds", std::to_string(longest)}});
}

}  // namespace

Verdict begin_guess(Session& session, const std::vector<GuessLimit>& limits, Instant now) {
  auto ordered = limits;  // everybody takes the rows in the same order, so that nobody waits in a circle
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  for (auto limit = ordered.begin(); limit != ordered.end(); ++limit) {
    if (count(session, *limit, now)) continue;
    // The rows counted so far are still ours; none of them had to wait, so an empty wait is what they had.
    for (auto counted = ordered.begin(); counted != limit; ++counted)
      session.run(sql::uncount_guess, {{"guess_key", counted->key}});
    return refusal(session, ordered, now);
  }
  return {};
}

void guess_was_right(Session& session, const std::vector<GuessLimit>& limits) {
  auto ordered = limits;
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  for (const auto& limit : ordered) session.run(sql::clear_guess, {{"guess_key", limit.key}});
}

void take_back_guess(Session& session, const std::vector<GuessLimit>& limits) {
  auto ordered = limits;
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  for (const auto& limit : ordered) session.run(sql::uncount_guess, {{"guess_key", limit.key}});
}

}  // namespace opencarnet::platform
