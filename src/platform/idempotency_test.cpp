#include "platform/idempotency.h"

#include <set>
#include <thread>

#include "support/databases.h"

namespace opencarnet::platform {
namespace {

struct Idempotency : support::BothEngines {
  Instant now = parse_instant("2026-11-22T14:00:00Z").value();

  // One request: claims, does the work where nobody has, and says what it answered.
  std::string request(const std::string& hash, const std::string& work, Database& door) const {
    std::string answer;
    door.write([&](Session& session) {
      const auto first = claim_key(session, "account:1", "key-1", "customs.commit_transaction", hash, now);
      if (!first) {
        answer = name(first.error().code);
        return Outcome::roll_back;
      }
      if (*first) {
        answer = (*first)->body;
        return Outcome::roll_back;
      }
      keep_answer(session, "account:1", "key-1", {201, "{}", work});
      answer = work;
      return Outcome::commit;
    });
    return answer;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Idempotency);

TEST_P(Idempotency, X11_a_repeat_gets_the_first_answer) {
  EXPECT_EQ(request("h", "first", database()), "first");
  EXPECT_EQ(request("h", "second", database()), "first");
}

TEST_P(Idempotency, X11_the_same_key_for_another_request_is_refused) {
  EXPECT_EQ(request("h", "first", database()), "first");
  EXPECT_EQ(request("other", "second", database()), "idempotency_key_reused");
}

TEST_P(Idempotency, X11_a_refusal_keeps_no_answer_even_where_it_keeps_its_changes) {
  database().write([&](Session& session) {
    EXPECT_TRUE(claim_key(session, "account:1", "key-1", "o", "h", now).has_value());
    return Outcome::commit;  // a wrong guess was counted, nothing was done
  });
  EXPECT_EQ(request("h", "judged anew", database()), "judged anew");
}

TEST_P(Idempotency, X11_parallel_requests_do_the_work_once) {
  const auto other = fresh().open(16);
  const auto here = fresh().open(16);
  std::vector<std::thread> all;
  std::mutex mutex;
  std::set<std::string> answers;
  for (int i = 0; i < 16; ++i) {
    all.emplace_back([&, i] {
      const auto answer = request("h", "done by " + std::to_string(i), i % 2 == 0 ? *here : *other);
      const std::lock_guard lock(mutex);
      answers.insert(answer);
    });
  }
  for (auto& one : all) one.join();
  EXPECT_EQ(answers.size(), 1U);
}

}  // namespace
}  // namespace opencarnet::platform
