#include "carnet/ledger.h"

#include <algorithm>

#include "carnet/taking.h"

namespace opencarnet::carnet {
namespace {

// One step of the fold: moves pieces between places and opens and closes lots for one transaction.
class Booking {
 public:
  Booking(Ledger& ledger, const Transaction& transaction, std::int32_t index)
      : ledger_(ledger), transaction_(transaction), index_(index) {}

  void book() {
    const auto& goods = transaction_.goods;
    const auto& here = transaction_.territory;
    switch (transaction_.type) {
      case TransactionType::validation:
        ledger_.validated = true;
        return;
      case TransactionType::pre_exportation:
        ledger_.pre_exported = common(ledger_.pre_exported + goods, goods_at(ledger_, {PlaceKind::home, {}}));
        return;
      case TransactionType::exportation:
        return book_exportation(goods);
      case TransactionType::importation:
        close(LotKind::importation, transaction_.on_paper, ClosedBy::paper);
        move(goods, {PlaceKind::in_territory, here});
        return open(LotKind::importation, goods);
      case TransactionType::transit_open:
        close(LotKind::transit, transaction_.on_paper, ClosedBy::paper);
        close(LotKind::importation, transaction_.on_paper, ClosedBy::paper);
        move(goods, {PlaceKind::in_transit, here});
        return open(LotKind::transit, goods);
      case TransactionType::transit_close:
        move(goods, {PlaceKind::left_territory, here});
        return close(LotKind::transit, goods, ClosedBy::movement);
      case TransactionType::re_exportation:
        return book_re_exportation(goods);
      case TransactionType::re_importation:
        move(goods, {PlaceKind::home, {}});
        close(LotKind::exportation, goods, ClosedBy::movement);
        return account_for(LotKind::exportation, transaction_.not_re_imported);
    }
  }

 private:
  void book_exportation(const Goods& goods) {
    close(LotKind::exportation, transaction_.on_paper, ClosedBy::paper);
    ledger_.pre_exported = ledger_.pre_exported - goods;
    move(goods, {PlaceKind::exported, {}});
    open(LotKind::exportation, goods);
  }

  void book_re_exportation(const Goods& goods) {
    const Place stayed{PlaceKind::stayed, transaction_.territory};
    move(goods, {PlaceKind::left_territory, transaction_.territory});
    close(LotKind::importation, goods, ClosedBy::movement);
    for (const auto& list : transaction_.not_re_exported)
      if (list.action) move(list.goods, stayed);
    // Goods that were not produced are believed to be where the record last saw them; only what was seen here stays
    // here.
    for (const auto& list : transaction_.not_produced)
      if (list.action)
        move(common(list.goods, goods_at(ledger_, {PlaceKind::in_territory, transaction_.territory})), stayed);
    account_for(LotKind::importation, transaction_.not_re_exported);
    account_for(LotKind::importation, transaction_.not_produced);
  }

  // R4: with an action taken the pieces are discharged; without one they stay to check.
  void account_for(LotKind kind, const std::vector<GoodsWithAction>& lists) {
    for (const auto& list : lists)
      if (list.action)
        close(kind, list.goods, ClosedBy::action);
      else
        mark_without_action(kind, list.goods);
  }

  void move(const Goods& goods, const Place& to) {
    for (const auto& line : goods.lines()) {
      if (line.item < 1 || static_cast<std::size_t>(line.item) > ledger_.holdings.size()) continue;
      auto& holdings = ledger_.holdings[static_cast<std::size_t>(line.item) - 1];
      std::int64_t moved = 0;
      for (const auto& [at, pieces] : plan_taking(holdings, line.pieces, transaction_.type, transaction_.territory)) {
        holdings[at].pieces -= pieces;
        moved += pieces;
        build_on(holdings[at].since);
      }
      std::erase_if(holdings, [](const Holding& holding) { return holding.pieces == 0; });
      if (moved > 0) holdings.push_back({to, moved, index_});
    }
  }

  void open(LotKind kind, const Goods& goods) {
    for (const auto& line : common(goods, ledger_.listed).lines())
      account()[line.item].push_back({kind,
                                      transaction_.transaction_id,
                                      line.item,
                                      line.pieces,
                                      index_,
                                      transaction_.acted_on,
                                      transaction_.final_date,
                                      {},
                                      0});
  }

  // R1: the transaction it names, else the oldest open one of that item in that territory.
  void close(LotKind kind, const Goods& goods, ClosedBy by) {
    for (const auto& line : goods.lines()) {
      const auto lots = account().find(line.item);
      if (lots == account().end()) continue;
      auto left = line.pieces;
      for (const bool named : {true, false})
        for (auto& lot : lots->second) {
          const bool is_named = transaction_.closes && *transaction_.closes == lot.transaction_id;
          if (lot.kind != kind || is_named != named || left == 0 || lot.open() == 0) continue;
          close(lot, std::min(left, lot.open()), by);
          left -= lot.closings.back().pieces;
        }
    }
  }

  void close(Lot& lot, std::int64_t pieces, ClosedBy by) {
    const bool late = lot.final_date && transaction_.acted_on > *lot.final_date;
    lot.closings.push_back({transaction_.transaction_id, transaction_.acted_on, pieces, by, late});
    lot.without_action = std::min(lot.without_action, lot.open());
    build_on(lot.since);
  }

  void mark_without_action(LotKind kind, const Goods& goods) {
    for (const auto& line : goods.lines()) {
      const auto lots = account().find(line.item);
      if (lots == account().end()) continue;
      auto left = line.pieces;
      for (auto& lot : lots->second) {
        if (lot.kind != kind) continue;
        const auto marked = std::min(left, lot.open() - lot.without_action);
        if (marked <= 0) continue;
        lot.without_action += marked;
        left -= marked;
        build_on(lot.since);
      }
    }
  }

  void build_on(std::int32_t since) {
    if (since < 0) return;
    auto& known = ledger_.builds_on[index_];
    if (std::find(known.begin(), known.end(), since) == known.end()) known.push_back(since);
  }

  Account& account() { return ledger_.accounts[transaction_.territory]; }

  Ledger& ledger_;
  const Transaction& transaction_;
  std::int32_t index_;
};

}  // namespace

std::string_view to_text(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::home:
      return "home";
    case PlaceKind::exported:
      return "exported";
    case PlaceKind::in_territory:
      return "in_territory";
    case PlaceKind::left_territory:
      return "left_territory";
    case PlaceKind::in_transit:
      return "in_transit";
    case PlaceKind::stayed:
      break;
  }
  return "stayed";
}

std::int64_t Lot::open() const {
  auto left = pieces;
  for (const auto& closing : closings) left -= closing.pieces;
  return left;
}

LotStatus status_on(const Lot& lot, Day day) {
  if (lot.open() > 0) return lot.final_date && day > *lot.final_date ? LotStatus::overdue : LotStatus::open;
  const bool late = std::any_of(lot.closings.begin(), lot.closings.end(), [](const Closing& c) { return c.late; });
  return late ? LotStatus::discharged_late : LotStatus::discharged;
}

Ledger opening_ledger(const Goods& listed, const TerritoryCode& home) {
  Ledger ledger;
  ledger.listed = listed;
  ledger.home = home;
  if (listed.empty()) return ledger;
  ledger.holdings.resize(static_cast<std::size_t>(std::max(listed.lines().back().item, 0)));
  for (const auto& line : listed.lines())
    if (line.item > 0) ledger.holdings[static_cast<std::size_t>(line.item) - 1].push_back({{}, line.pieces, -1});
  return ledger;
}

void apply(Ledger& ledger, const Transaction& transaction, std::int32_t index) {
  if (!counts(transaction)) return;
  Booking(ledger, transaction, index).book();
}

Ledger fold(const Goods& listed, const TerritoryCode& home, const History& history) {
  auto ledger = opening_ledger(listed, home);
  for (std::size_t index = 0; index < history.size(); ++index)
    apply(ledger, history[index], static_cast<std::int32_t>(index));
  return ledger;
}

}  // namespace opencarnet::carnet
