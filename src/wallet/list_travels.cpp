#include "base/ids.h"
#include "wallet/travel_answer.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

/// A cursor is base64url of the last travel shown.
Result<std::string> read_cursor(const edge::Input& input) {
  const auto cursor = input.query_text("cursor");
  if (!cursor) return std::string{};
  if (const auto bytes = crypto::from_base64url(*cursor))
    if (auto travel_id = crypto::text_of(*bytes); is_id(travel_id)) return travel_id;
  FieldErrors errors;
  errors.add("/cursor", Code::bad_pattern);
  return tl::unexpected(std::move(errors).verdict().error());
}

}  // namespace

Result<edge::Answer> list_travels(edge::Context& context, const edge::Input& input) {
  const auto held = read_held(context, input.integer("carnet_id"));
  if (!held) return tl::unexpected(held.error());
  const auto after = read_cursor(input);
  if (!after) return tl::unexpected(after.error());
  const auto limit = input.integer("limit");
  auto travels = list_travel_rows(context.db(), held->record.carnet.carnet_id, *after, limit + 1);
  const bool more = std::cmp_greater(travels.size(), limit);
  if (more) travels.pop_back();

  edge::Answer answer;
  answer.body["travels"] = json::array();
  TerritoriesByCountry territories(context.db());
  for (const auto& travel : travels)
    answer.body["travels"].push_back(travel_answer(context.db(), territories, *held, travel, context.now));
  if (more) answer.body["next_cursor"] = crypto::base64url(crypto::bytes_of(travels.back().travel_id));
  answer.body["sets_left"] = records::to_json(held->sets_left());
  const auto ledger = carnet::fold(held->listed(), held->record.carnet.home_territory, held->history);
  answer.written["/places"] = records::written(carnet::places(ledger), held->record.carnet.home_territory);
  record_read(context, *held);
  return answer;
}

}  // namespace opencarnet::wallet
