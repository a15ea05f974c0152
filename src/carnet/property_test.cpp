// Thousands of random histories from fixed seeds: what must hold of every one of them.
#include <gtest/gtest.h>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;

// SplitMix64: the same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t roll(std::uint64_t sides) {
    state_ += 0x9E3779B97F4A7C15U;
    auto value = state_;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return (value ^ (value >> 31U)) % sides;
  }
  bool chance(std::uint64_t percent) { return roll(100) < percent; }

 private:
  std::uint64_t state_;
};

const std::vector<CountryCode> countries{"CH", "LI", "DE", "FR", "GB", "XS", "XB"};
constexpr std::uint64_t histories = 3000;

class RandomLife {
 public:
  explicit RandomLife(std::uint64_t seed)
      : dice_(seed), life(a_carnet().with_items(4).with_pieces(2, 5).with_pieces(3, 2)) {
    life.carnet.territories.emplace_back("XB");
    if (dice_.chance(20)) life.territory("CH_LI").members[0].digital_since = day("2026-06-01");
    if (dice_.chance(20)) life.territory("GB").members[0].digital_since = day("2026-05-01");
    if (dice_.chance(20)) life.territory("XS").refuses_split_importation = true;
    if (dice_.chance(20)) life.territory("CH_LI").two_step_export = true;
    if (dice_.chance(10)) life.territory("EU").late_transit_close = true;
  }

  Goods some_goods() {
    Goods goods;
    for (const auto& line : all_goods(life.carnet.general_list).lines())
      if (dice_.chance(60))
        goods.add(line.item, static_cast<std::int64_t>(1 + dice_.roll(static_cast<std::uint64_t>(line.pieces))));
    return goods;
  }

  // One random step; whether it was accepted.
  bool step() {
    life.today += date::days{static_cast<int>(dice_.roll(12))};
    if (!life.history.empty() && dice_.chance(10)) return cancel_some();
    const auto country = countries[dice_.roll(countries.size())];
    const auto type = life.history.empty() && dice_.chance(80) ? validation : all_transaction_types[dice_.roll(8)];
    auto declaration = life.declare(type, country, "");
    declaration.declared.goods = type == validation ? all_goods(life.carnet.general_list) : some_goods();
    OfficerFields fields;
    fields.paper_evidence_confirmed = dice_.chance(70);
    if (type == exportation && dice_.chance(50)) fields.step = dice_.chance(50) ? Step::export_ : Step::exit;
    if (type == re_exportation && dice_.chance(30)) {
      declaration.declared.not_re_exported = some_goods() - declaration.declared.goods;
      if (dice_.chance(60) && !declaration.declared.not_re_exported.empty())
        fields.not_re_exported = {{declaration.declared.not_re_exported, Action::home_use, "duty paid"}};
      declaration.declared.not_produced =
          some_goods() - declaration.declared.goods - declaration.declared.not_re_exported;
    }
    return life.commit(declaration, country, fields).has_value();
  }

  bool cancel_some() {
    const auto& chosen = life.history[dice_.roll(life.history.size())];
    return life.cancel(std::string(chosen.transaction_id), CountryCode(chosen.country)).has_value();
  }

 private:
  Dice dice_;

 public:
  ALife life;
};

Goods by_places(const Ledger& ledger) {
  Goods sum;
  for (const auto& line : places(ledger)) sum = sum + Goods{{line.item, line.pieces}};
  return sum;
}

void expect_sound(const ALife& life, std::uint64_t seed) {
  const auto ledger = life.ledger();
  const auto listed = all_goods(life.carnet.general_list);
  ASSERT_EQ(by_places(ledger), listed) << "seed " << seed << ": every piece is in exactly one place";
  std::map<TerritoryCode, Goods> in, out, on_paper;
  for (const auto& transaction : life.history) {
    if (!counts(transaction)) continue;
    if (transaction.type == importation) in[transaction.territory] = in[transaction.territory] + transaction.goods;
    if (transaction.type != re_exportation) continue;
    out[transaction.territory] =
        out[transaction.territory] + all_goods(transaction) - [&] {  // goods without an action did not go out
          Goods stayed;
          for (const auto* lists : {&transaction.not_re_exported, &transaction.not_produced})
            for (const auto& list : *lists)
              if (!list.action) stayed = stayed + list.goods;
          return stayed;
        }();
    on_paper[transaction.territory] = on_paper[transaction.territory] + transaction.on_paper;
  }
  for (const auto& [territory, goods] : out)
    ASSERT_TRUE((in[territory] + on_paper[territory]).contains(goods)) << "seed " << seed << ": more out than in";
  for (const auto& [territory, account] : ledger.accounts)
    for (const auto& [item, lots] : account)
      for (const auto& lot : lots) {
        ASSERT_GE(lot.open(), 0) << "seed " << seed;
        ASSERT_LE(lot.without_action, lot.open()) << "seed " << seed;
      }
}

}  // namespace

TEST(Histories, never_have_more_pieces_out_than_in_and_every_piece_in_exactly_one_place) {
  int accepted = 0;
  for (std::uint64_t seed = 1; seed <= histories; ++seed) {
    RandomLife random(seed);
    for (int step = 0; step < 14; ++step) accepted += random.step() ? 1 : 0;
    expect_sound(random.life, seed);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(accepted, 6000) << "the dice must reach deep histories";
}

TEST(Histories, X14_cancelling_the_last_transaction_restores_the_exact_earlier_ledger) {
  int cancelled = 0;
  for (std::uint64_t seed = 1; seed <= histories; ++seed) {
    RandomLife random(seed * 7919);
    auto& life = random.life;
    for (int step = 0; step < 12; ++step) {
      const auto before = life.history;
      if (!random.step() || life.history.size() == before.size()) continue;
      const auto last = life.history.back();
      if (last.type == pre_exportation) continue;
      const auto ledger_before = fold(all_goods(life.carnet.general_list), life.carnet.home_territory, [&] {
        auto kept = life.history;
        kept.pop_back();
        return kept;
      }());
      const auto kept = life.history;
      ASSERT_TRUE(life.cancel(last.transaction_id, last.country))
          << "seed " << seed << ": nothing later depends on the last";
      ASSERT_EQ(life.ledger(), ledger_before) << "seed " << seed;
      life.history = kept;
      ++cancelled;
    }
  }
  EXPECT_GT(cancelled, 5000);
}

TEST(Histories, X14_what_may_be_cancelled_leaves_every_later_transaction_standing) {
  for (std::uint64_t seed = 1; seed <= histories; ++seed) {
    RandomLife random(seed * 104729);
    auto& life = random.life;
    for (int step = 0; step < 12; ++step) random.step();
    const auto listed = all_goods(life.carnet.general_list);
    auto ledger = opening_ledger(listed, life.carnet.home_territory);
    for (std::size_t at = 0; at < life.history.size(); ++at) {
      const auto& transaction = life.history[at];
      if (counts(transaction) && transaction.type != validation && transaction.type != pre_exportation) {
        const auto could = available_goods(ledger, transaction.type, transaction.territory) + transaction.on_paper;
        ASSERT_TRUE(could.contains(all_goods(transaction)))
            << "seed " << seed << ": " << to_text(transaction.type) << " no longer stands";
      }
      apply(ledger, transaction, static_cast<std::int32_t>(at));
    }
  }
}

TEST(Histories, give_the_same_answer_whenever_they_are_asked) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    RandomLife one(seed), other(seed);
    for (int step = 0; step < 14; ++step) ASSERT_EQ(one.step(), other.step());
    ASSERT_EQ(one.life.history, other.life.history);
    ASSERT_EQ(one.life.ledger(), other.life.ledger());
    auto incremental = opening_ledger(all_goods(one.life.carnet.general_list), one.life.carnet.home_territory);
    for (std::size_t at = 0; at < one.life.history.size(); ++at)
      apply(incremental, one.life.history[at], static_cast<std::int32_t>(at));
    ASSERT_EQ(incremental, one.life.ledger());
  }
}

TEST(AllowedActions, agree_with_the_decision_to_commit_in_every_history) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    RandomLife random(seed * 31);
    auto& life = random.life;
    const auto steps = static_cast<int>(seed % 14);
    for (int step = 0; step < steps; ++step) random.step();
    for (const auto& country : countries)
      for (const auto& action : allowed_actions(life.situation(country))) {
        auto trial = life;
        const bool export_step = action.type == pre_exportation;
        auto declaration = trial.declare(export_step ? exportation : action.type, country, trial.all_text());
        OfficerFields fields;
        if (export_step) fields.step = Step::export_;
        if (action.offer) {
          declaration.declared.goods = action.offer->goods.empty() ? action.offer->on_paper : action.offer->goods;
          fields.paper_evidence_confirmed = action.offer->validation_on_paper || action.offer->goods.empty();
        }
        const auto made = trial.commit(declaration, country, fields);
        ASSERT_EQ(made.has_value(), action.offer.has_value())
            << "seed " << seed << " " << to_text(action.type) << " in " << country << ": " << said(made);
        if (!made) {
          ASSERT_EQ(made.error().code, action.offer.error().code) << "seed " << seed;
        }
      }
  }
}

}  // namespace opencarnet::carnet
