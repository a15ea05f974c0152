#include "customs/opened_declaration.h"

#include "carnet/commit.h"
#include "carnet/visibility.h"
#include "customs/correction_store.h"
#include "customs/warnings.h"
#include "records/carnet_json.h"

namespace opencarnet::customs {
namespace {

using carnet::DeclarationState;
using nlohmann::json;

json declaration_answer(edge::Context& context, const Presented& presented) {
  const auto& it = presented.declaration();
  auto out = records::content_of(it);
  out["declaration_id"] = it.declaration_id;
  out["carnet_id"] = it.carnet_id;
  out["type"] = std::string(carnet::to_text(it.type));
  out["country"] = it.country;
  out["territory"] = it.territory;
  out["state"] = std::string(carnet::to_text(presented.state()));
  out["version"] = presented.version();
  out["goods_ranges"] = carnet::to_text(it.declared.goods, presented.file.listed);
  out["signed_goods_ranges"] = carnet::to_text(presented.record.signed_goods, presented.file.listed);
  if (it.signed_at) out["signed_at"] = to_text(*it.signed_at);
  out["corrections"] = json::array();
  for (const auto& correction : list_corrections(context.db(), it.declaration_id, it.signature_no))
    for (auto change : correction.changes) {
      change["officer"] = correction.officer;
      change["at"] = to_text(correction.corrected_at);
      out["corrections"].push_back(std::move(change));
    }
  return out;
}

}  // namespace

edge::Answer opened_declaration(edge::Context& context, const Presented& presented, const Desk& desk) {
  const auto& file = presented.file;
  const auto state = presented.state();
  const bool open = state == DeclarationState::signed_;
  const auto shown = find_shown(context.db(), file.carnet().carnet_id, desk.territory.code);
  const auto visible =
      carnet::visible_history(file.history, desk.territory.code, file.carnet().home_territory, shown.arriving_at);
  auto outlook = outlook_of(presented, desk, context.language);
  edge::Answer answer;
  answer.body = {{"declaration", declaration_answer(context, presented)},
                 {"warnings", std::move(outlook.warnings)},
                 {"allowed_actions", records::to_json(carnet::allowed_actions(file.situation(desk)))},
                 {"steps", json::array()},
                 {"history", history_answer(file, visible, desk.territory.code)}};
  put_carnet(answer, file, file.history);
  put_places(answer, file, visible);
  if (open)
    for (const auto step : carnet::steps_of(desk.territory, file.history, presented.declaration()))
      answer.body["steps"].push_back(std::string(carnet::to_text(step)));
  if (outlook.default_final_date) answer.body["default_final_date"] = to_text(*outlook.default_final_date);
  answer.headers["Content-Language"] = context.language;
  answer.headers["ETag"] = "\"" + presented.version() + "\"";
  return answer;
}

}  // namespace opencarnet::customs
