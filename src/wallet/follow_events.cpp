// Live events of an account's carnets, with no more than a counterfoil tells (V2, V5).
#include <array>

#include "wallet/device_store.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

// Everything else (presentations, holds, notes) stays with customs.
constexpr std::array<std::string_view, 21> shown_types{
    "transaction_committed", "transaction_cancelled", "declaration_rejected",
    "declaration_corrected", "declaration_signed",    "travel_created",
    "travel_updated",        "travel_deleted",        "carnet_issued",
    "carnet_signed",         "carnet_downloaded",     "carnet_amended",
    "carnet_blocked",        "carnet_unblocked",      "carnet_cancelled",
    "carnet_discharged",     "carnet_replaced",       "sets_added",
    "download_locked",       "device_registered",     "account_registered"};
constexpr std::array<std::string_view, 21> shown_fields{
    "carnet_id", "carnet_number", "transaction_id", "declaration_id", "travel_id",    "type",      "country",
    "territory", "office",        "goods_ranges",   "goods",          "final_date",   "late",      "committed_at",
    "cancelled", "cancelled_at",  "rejected_at",    "version",        "also_changed", "device_id", "corrections"};

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

std::optional<nlohmann::json> as_seen_by_holder(const platform::StoredEvent& event) {
  if (!holds(shown_types, event.type)) return std::nullopt;
  nlohmann::json seen{{"at", to_text(event.at)}};
  if (event.payload.is_object())
    for (const auto& [name, value] : event.payload.items())
      if (holds(shown_fields, name)) seen[name] = value;
  return seen;
}

}  // namespace

Result<edge::Answer> follow_events(edge::Context& context, const edge::Input& /*input*/) {
  edge::Live live;
  live.topics.insert("account:" + context.actor.account_id);
  for (const auto carnet_id : list_downloaded_carnets(context.db(), context.actor.account_id))
    live.topics.insert("carnet:" + std::to_string(carnet_id));
  live.view = as_seen_by_holder;
  edge::Answer answer;
  answer.live = std::move(live);
  return answer;
}

}  // namespace opencarnet::wallet
