// Officers who press Commit at the same moment.
#include <atomic>
#include <thread>

#include "customs/customs_fixture.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::said;

struct CommitRaces : CustomsFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(CommitRaces);

TEST_P(CommitRaces, X11_of_sixteen_officers_who_press_commit_together_exactly_one_wins) {
  validate();
  const auto shown = sign(exportation, "CH", "1-13");
  ASSERT_TRUE(scan(zurich, shown));
  constexpr int officers = 16;
  std::atomic<int> waiting{0}, won{0}, told{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < officers; ++i)
    threads.emplace_back([&] {
      ++waiting;
      while (waiting < officers) std::this_thread::yield();
      const auto answer = commit(zurich, shown);
      if (answer) ++won;
      if (!answer && answer.error().code == Code::declaration_already_committed) ++told;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(told, officers - 1);
  EXPECT_EQ(count("transactions WHERE type = 'exportation'"), 1);
  EXPECT_EQ(count("events WHERE type = 'transaction_committed'"), 2);
}

TEST_P(CommitRaces, X4_racing_declarations_never_move_a_piece_twice) {
  validate();
  std::vector<Shown> declarations;
  for (int i = 0; i < 8; ++i) {
    declarations.push_back(sign(exportation, "CH", "1-3"));
    ASSERT_TRUE(scan(zurich, declarations.back()));
  }
  std::atomic<int> won{0};
  std::vector<std::thread> threads;
  for (const auto& shown : declarations)
    threads.emplace_back([&] {
      const auto answer = commit(zurich, shown);
      if (answer) ++won;
      EXPECT_TRUE(answer || said(answer) == "goods_not_at_home X4") << said(answer);
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(count("transactions WHERE type = 'exportation'"), 1);
}

}  // namespace opencarnet::customs
