#include "carnet/visibility.h"

#include <algorithm>
#include <set>

namespace opencarnet::carnet {
namespace {

bool is_arrival(const Transaction& transaction, const TerritoryCode& territory, const TerritoryCode& home) {
  if (transaction.territory != territory || !counts(transaction)) return false;
  if (territory == home) return transaction.type == TransactionType::re_importation;
  return transaction.type == TransactionType::importation || transaction.type == TransactionType::transit_open;
}

// Index behind the last transaction that lies before the goods' arrival. Without a recorded arrival everything does: a
// first crossing, or one on paper.
std::size_t arrival_of(const History& history, const TerritoryCode& territory, const TerritoryCode& home) {
  for (auto at = history.size(); at-- > 0;)
    if (is_arrival(history[at], territory, home)) return at;
  const auto own =
      std::find_if(history.begin(), history.end(), [&](const auto& t) { return t.territory == territory; });
  // Home has seen everything up to its own first records; what happened abroad since then it sees when goods come back.
  return territory == home && own != history.end() ? static_cast<std::size_t>(own - history.begin()) : history.size();
}

std::set<std::size_t> final_re_importations(const History& history, const TerritoryCode& territory) {
  std::set<int> handled;
  for (const auto& transaction : history)
    if (transaction.territory == territory && counts(transaction))
      for (const auto& line : all_goods(transaction).lines()) handled.insert(line.item);
  std::set<std::size_t> found;
  for (auto at = history.size(); at-- > 0;) {
    if (!counts(history[at])) continue;
    for (const auto& line : history[at].goods.lines())
      if (handled.contains(line.item)) {
        if (history[at].type == TransactionType::re_importation) found.insert(at);
        // Whatever an item did last is final; a re-importation before another exportation is not.
        if (history[at].type == TransactionType::re_importation || history[at].type == TransactionType::exportation)
          handled.erase(line.item);
      }
  }
  return found;
}

}  // namespace

History visible_history(const History& history, const TerritoryCode& territory, const TerritoryCode& home,
                        bool arriving) {
  const auto arrival = arriving ? history.size() : arrival_of(history, territory, home);
  const auto final_ones = final_re_importations(history, territory);
  const auto arrived_at = arrival < history.size() ? std::optional(history[arrival].committed_at) : std::nullopt;
  History seen;
  for (std::size_t at = 0; at < history.size(); ++at) {
    const bool own = history[at].territory == territory;
    if (!own && at >= arrival && !final_ones.contains(at)) continue;
    auto& shown = seen.emplace_back(history[at]);
    if (own || !shown.cancelled) continue;
    shown.cancelled->cancelled_reason.clear();
    shown.cancelled->cancelled_by.clear();
    if (arrived_at && shown.cancelled->cancelled_at > *arrived_at) shown.cancelled.reset();
  }
  return seen;
}

bool may_see(const History& history, const TerritoryCode& territory, bool presented_or_predeclared) {
  return presented_or_predeclared ||
         std::any_of(history.begin(), history.end(), [&](const auto& t) { return t.territory == territory; });
}

}  // namespace opencarnet::carnet
