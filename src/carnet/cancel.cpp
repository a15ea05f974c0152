#include "carnet/cancel.h"

#include <algorithm>

#include <fmt/format.h>

namespace opencarnet::carnet {
namespace {

// The first later counting transaction that builds on this one: moved pieces it had put, closed what it had opened, or
// needed the validation it is.
const Transaction* find_dependent(const Ledger& ledger, const History& history, std::size_t index) {
  for (std::size_t later = index + 1; later < history.size(); ++later) {
    if (!counts(history[later])) continue;
    if (history[index].type == TransactionType::validation) return &history[later];
    const auto builds_on = ledger.builds_on.find(static_cast<std::int32_t>(later));
    if (builds_on == ledger.builds_on.end()) continue;
    const auto& known = builds_on->second;
    if (std::find(known.begin(), known.end(), static_cast<std::int32_t>(index)) != known.end()) return &history[later];
  }
  return nullptr;
}

// The type as a word of a sentence.
std::string spoken(TransactionType type) {
  if (type == TransactionType::transit_open) return "opening of the transit";
  if (type == TransactionType::transit_close) return "closing of the transit";
  std::string word(to_text(type));
  std::replace(word.begin(), word.end(), '_', '-');
  return word;
}

std::string described(const Transaction& dependent, const TerritoryCode& territory) {
  if (dependent.territory != territory) return "A later transaction of another customs territory";
  return fmt::format("The {} of {} at {}", spoken(dependent.type), to_text(dependent.acted_on), dependent.office);
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

Result<Cancellation> decide_cancel(const Carnet& carnet, const History& history, const std::string& transaction_id,
                                   const CountryCode& country, const Cancellation& by) {
  const auto found =
      std::find_if(history.begin(), history.end(), [&](const auto& t) { return t.transaction_id == transaction_id; });
  if (found == history.end()) return refuse(Code::no_such_transaction, {{"transaction", transaction_id}});
  if (found->country != country) return refuse(Code::only_committing_administration, {{"country", found->country}});
  if (found->cancelled)
    return refuse(Code::transaction_already_cancelled, {{"at", to_text(found->cancelled->cancelled_at)}});
  if (found->type == TransactionType::pre_exportation) return refuse(Code::pre_exportation_is_final);
  if (is_blank(by.cancelled_reason)) {
    FieldErrors errors;
    errors.add("/reason", Code::reason_missing);
    return tl::unexpected(std::move(errors).verdict().error());
  }
  const auto ledger = fold(all_goods(carnet.general_list), carnet.home_territory, history);
  const auto index = static_cast<std::size_t>(found - history.begin());
  if (const auto* const dependent = find_dependent(ledger, history, index))
    return refuse(Code::later_transaction_depends, {{"dependent", described(*dependent, found->territory)}});
  return by;
}

}  // namespace opencarnet::carnet
