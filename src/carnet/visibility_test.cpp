#include "carnet/visibility.h"

#include <gtest/gtest.h>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;

std::string seen(const ALife& life, const TerritoryCode& territory, std::optional<Instant> presented_at = {}) {
  std::string text;
  for (const auto& transaction : visible_history(life.history, territory, "CH_LI", presented_at))
    text += std::string(text.empty() ? "" : " ") + std::string(to_text(transaction.type)) + "@" + transaction.country;
  return text;
}

Instant now(const ALife& life) { return life.history.back().committed_at; }

ALife from_germany_to_britain() {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-4").must(re_exportation, "DE", "1-4").must(importation, "GB", "1-4");
  return life;
}

}  // namespace

TEST(Visibility, V1_everything_before_the_goods_arrived_and_never_later_foreign_ones) {
  auto life = from_germany_to_britain();
  const std::string until_germany = "validation@CH exportation@CH importation@DE re_exportation@DE";
  EXPECT_EQ(seen(life, "GB"), until_germany + " importation@GB");
  EXPECT_EQ(seen(life, "EU"), until_germany) << "Britain's importation is later and foreign";
  life.must(re_exportation, "GB", "1-4");
  EXPECT_EQ(seen(life, "EU"), until_germany);
  EXPECT_EQ(seen(life, "XS", now(life)), until_germany + " importation@GB re_exportation@GB") << "presented there now";
}

TEST(Visibility, V1_a_presentation_shows_what_happened_until_then_and_nothing_later) {
  auto life = from_germany_to_britain();
  const auto presented = now(life);
  const auto until_then = seen(life, "XS", presented);
  life.on("2026-03-05").must(re_exportation, "GB", "1-4").must(re_importation, "CH", "1-4");
  EXPECT_EQ(seen(life, "XS", presented), until_then) << "the goods never came; what Britain did later is not for XS";
  EXPECT_EQ(seen(life, "XS"), "") << "nothing was ever presented there";
}

TEST(Visibility, V1_a_cancelled_importation_opens_nothing_that_came_later) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-4");
  ASSERT_TRUE(life.cancel(life.history.back().transaction_id, "DE"));
  const auto until_then = seen(life, "EU");
  life.on("2026-03-05").must(importation, "GB", "1-4");
  EXPECT_EQ(seen(life, "EU"), until_then);
}

TEST(Visibility, V1_afterwards_only_the_final_re_importation) {
  auto life = from_germany_to_britain();
  const std::string until_germany = "validation@CH exportation@CH importation@DE re_exportation@DE";
  life.must(re_exportation, "GB", "1-4").must(re_importation, "CH", "1-2").must(re_importation, "CH", "3-4");
  EXPECT_EQ(seen(life, "EU"), until_germany + " re_importation@CH re_importation@CH") << "two consignments";
  life.must(exportation, "CH", "1").must(importation, "XS", "1");
  EXPECT_EQ(seen(life, "EU"), until_germany + " re_importation@CH re_importation@CH") << "item 2 came home for good";
  life.must(exportation, "CH", "2");
  EXPECT_EQ(seen(life, "EU"), until_germany + " re_importation@CH") << "neither 1 nor 2 came home for good";
}

TEST(Visibility, V1_goods_that_come_again_bring_their_history) {
  auto life = from_germany_to_britain();
  life.must(re_exportation, "GB", "1-4").must(importation, "DE", "1-4");
  EXPECT_EQ(
      seen(life, "EU"),
      "validation@CH exportation@CH importation@DE re_exportation@DE importation@GB re_exportation@GB importation@DE");
}

TEST(Visibility, V1_home_sees_foreign_transactions_when_the_goods_come_back) {
  auto life = from_germany_to_britain();
  EXPECT_EQ(seen(life, "CH_LI"), "validation@CH exportation@CH");
  EXPECT_NE(seen(life, "CH_LI", now(life)).find("importation@GB"), std::string::npos);
  life.must(re_exportation, "GB", "1-4").must(re_importation, "CH", "1-4");
  EXPECT_NE(seen(life, "CH_LI").find("importation@GB"), std::string::npos);
}

TEST(Visibility, V2_foreign_reasons_are_taken_out_and_later_foreign_cancellations_not_shown) {
  auto life = from_germany_to_britain();
  life.on("2026-02-05");
  ASSERT_TRUE(life.cancel(life.history.back().transaction_id, "GB"));
  const auto in_britain = visible_history(life.history, "GB", "CH_LI", {});
  EXPECT_EQ(in_britain.back().cancelled->cancelled_reason, "Wrong truck");
  const auto in_syldavie = visible_history(life.history, "XS", "CH_LI", now(life));
  ASSERT_TRUE(in_syldavie.back().cancelled);
  EXPECT_EQ(in_syldavie.back().cancelled->cancelled_reason, "");
  EXPECT_EQ(in_syldavie.back().cancelled->cancelled_by, "");
  life.on("2026-02-06").must(importation, "GB", "1-4").on("2026-02-07");
  life.history[3].cancelled = Cancellation{noon(life.today), "Officer DE", "secret"};
  for (const auto& transaction : visible_history(life.history, "GB", "CH_LI", {}))
    EXPECT_FALSE(transaction.country == "DE" && transaction.cancelled) << "it happened after the arrival";
}

TEST(Visibility, V1_a_carnet_is_seen_only_after_it_was_presented_or_transacted) {
  EXPECT_FALSE(may_see(false, false));
  EXPECT_TRUE(may_see(true, false));
  EXPECT_TRUE(may_see(false, true));
  EXPECT_TRUE(may_see(true, true));
}

}  // namespace opencarnet::carnet
