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

// Index behind the last transaction that lies before the goods' arrival. Where no arrival is recorded (it was
// cancelled, or on paper), what the territory last did itself is the latest moment at which it had the carnet in its
// hands.
std::size_t arrival_of(const History& history, const TerritoryCode& territory, const TerritoryCode& home) {
  for (auto at = history.size(); at-- > 0;)
    if (is_arrival(history[at], territory, home)) return at;
  const auto own = [&](const Transaction& transaction) { return transaction.territory == territory; };
  // Home has seen everything up to its own first records; what happened abroad since then it sees when goods come back.
  if (territory == home) {
    const auto first = std::find_if(history.begin(), history.end(), own);
    return first == history.end() ? 0 : static_cast<std::size_t>(first - history.begin());
  }
  const auto last = std::find_if(history.rbegin(), history.rend(), own);
  return static_cast<std::size_t>(history.rend() - last);
}

std::size_t committed_until(const History& history, std::optional<Instant> instant) {
  std::size_t count = 0;
  while (instant && count < history.size() && history[count].committed_at <= *instant) ++count;
  return count;
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
                        std::optional<Instant> presented_at) {
  const auto arrival = std::max(arrival_of(history, territory, home), committed_until(history, presented_at));
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

bool may_see(bool transacted, bool presented_or_predeclared) { return transacted || presented_or_predeclared; }

}  // namespace opencarnet::carnet
