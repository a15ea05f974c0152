// Rules X9 and X10: what is still possible when the past is on paper, the carnet expired or its life changed.
#include <gtest/gtest.h>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;

OfficerFields with_paper() {
  OfficerFields fields;
  fields.paper_evidence_confirmed = true;
  return fields;
}

}  // namespace

TEST(PaperPast, X9_missing_importation_on_paper_is_confirmed_and_stored) {
  ALife life{a_carnet()};
  life.territory("GB").members[0].digital_since = day("2026-05-01");
  life.territory("GB").members[1].digital_since = day("2026-05-01");
  life.leave("1-4").on("2026-05-02");
  const auto refused = life.commit(re_exportation, "GB", "1-2");
  EXPECT_EQ(said(refused), "paper_evidence_needed X9");
  EXPECT_EQ(refused.error().params.at("items"), "1-2");
  life.must(re_exportation, "GB", "1-2", with_paper());
  EXPECT_TRUE(life.history.back().paper_evidence_confirmed);
  EXPECT_EQ(life.history.back().on_paper, life.goods("1-2"));
  EXPECT_EQ(life.where({PlaceKind::left_territory, "GB"}), "1-2");
  EXPECT_EQ(said(life.commit(re_exportation, "GB", "1-2", with_paper())), "goods_not_open_in_territory X7")
      << "since that day everything there is digital";
}

TEST(PaperPast, X9_digital_territories_are_never_asked_for_paper) {
  ALife life{a_carnet()};
  life.leave("1-4");
  EXPECT_EQ(said(life.commit(re_exportation, "DE", "1", with_paper())), "goods_not_open_in_territory X7");
  life.must(importation, "DE", "1", with_paper());
  EXPECT_FALSE(life.history.back().paper_evidence_confirmed) << "nothing was on paper";
}

TEST(PaperPast, X9_goods_that_left_on_paper_may_come_in_again_and_their_old_importation_is_closed) {
  ALife life{a_carnet().to({"XB", "EU"})};
  life.leave("1-4").must(importation, "XB", "1-4").on("2026-04-01");
  EXPECT_EQ(said(life.commit(importation, "XB", "1-4")), "paper_evidence_needed X9");
  life.must(importation, "XB", "1-4", with_paper());
  EXPECT_EQ(life.open("XB"), "1-4");
}

TEST(Expiry, X10_after_the_last_day_only_re_exportation_and_re_importation_marked_late) {
  ALife life{a_carnet()};
  life.leave("1-9").must(importation, "DE", "1-4").must(transit_open, "GB", "5").on("2027-01-10");
  EXPECT_EQ(said(life.commit(exportation, "CH", "10")), "carnet_expired X10");
  EXPECT_EQ(said(life.commit(importation, "GB", "6")), "carnet_expired X10");
  EXPECT_EQ(said(life.commit(transit_open, "GB", "6")), "carnet_expired X10");
  EXPECT_EQ(said(life.commit(transit_close, "GB", "5")), "carnet_expired X10");
  life.territory("GB").late_transit_close = true;
  life.must(transit_close, "GB", "5").must(re_exportation, "DE", "1-4").must(re_importation, "CH", "1-9");
  for (std::size_t back = 0; back < 3; ++back) EXPECT_TRUE(life.history[life.history.size() - 1 - back].late);
}

TEST(Expiry, X10_blocked_cancelled_discharged_nothing_and_C10_replaced_only_brings_back) {
  ALife life{a_carnet()};
  life.leave("1-9").must(importation, "DE", "1-4");
  for (const auto& [standing, code] :
       std::map<Standing, std::string>{{Standing::draft, "carnet_not_issued C7"},
                                       {Standing::blocked, "carnet_blocked X10"},
                                       {Standing::cancelled, "carnet_cancelled X10"},
                                       {Standing::discharged, "carnet_discharged X10"}}) {
    life.carnet.standing = standing;
    for (const auto type : {importation, re_exportation, transit_open})
      EXPECT_EQ(said(life.commit(type, "DE", "1")), code);
    EXPECT_EQ(said(life.commit(re_importation, "CH", "1")), code);
  }
  life.carnet.standing = Standing::replaced;
  EXPECT_EQ(said(life.commit(importation, "DE", "5")), "carnet_replaced C10");
  life.must(re_exportation, "DE", "1-4").must(re_importation, "CH", "1-9");
  life.carnet.standing = Standing::issued;
  life.today = day("2026-01-09");
  EXPECT_EQ(said(life.commit(exportation, "CH", "1")), "carnet_not_yet_valid C2");
}

}  // namespace opencarnet::carnet
