#include "issuing/answers.h"

#include <fmt/format.h>

#include "records/carnet_record.h"

namespace opencarnet::issuing {

json draft_answer(const StoredCarnet& carnet, const std::string& issued_by,
                  const std::optional<carnet::Totals>& totals) {
  auto answer = carnet.content;
  if (!answer.contains("type")) answer["type"] = std::string(carnet::to_text(carnet::CarnetType::ata));
  answer["carnet_id"] = carnet.carnet_id;
  answer["state"] = std::string(carnet::to_text(carnet::state_of(carnet.standing, {})));
  answer["version"] = std::to_string(carnet.version);
  answer["country_of_issue"] = carnet.country_of_issue;
  answer["home_territory"] = carnet.home_territory;
  answer["issued_by"] = issued_by;
  if (totals) answer["totals"] = records::to_json(*totals);
  return answer;
}

edge::Answer versioned(int status, json body, std::int64_t version) {
  edge::Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.headers["ETag"] = fmt::format("\"{}\"", version);
  return answer;
}

Verdict check_is_draft(const StoredCarnet& carnet, const std::string& change) {
  if (carnet.standing == carnet::Standing::draft) return {};
  if (carnet.number)
    return refuse(Code::carnet_already_issued,
                  {{"number", *carnet.number}, {"issued_on", carnet.issued_on.value_or("")}});
  const auto life = carnet::to_text(carnet::state_of(carnet.standing, {}));
  return refuse(Code::carnet_life_forbids, {{"life", std::string(life)}, {"change", change}});
}

std::string subject_of(carnet::CarnetId carnet_id) { return fmt::format("carnet:{}", carnet_id); }

std::vector<std::string> topics_of(carnet::CarnetId carnet_id, const std::string& association_id) {
  return {subject_of(carnet_id), "association:" + association_id};
}

std::string content_digest(const carnet::Carnet& carnet) {
  records::CarnetRecord record;
  record.carnet = carnet;
  const auto shown = records::carnet_answer(record, {});
  json fixed;
  for (const auto* field :
       {"carnet_id", "number", "type", "country_of_issue", "home_territory", "issued_on", "valid_until", "currency",
        "intended_use", "holder", "representatives", "territories", "general_list", "remarks"})
    if (shown.contains(field)) fixed[field] = shown.at(field);
  return crypto::sha256_hex(fixed.dump());
}

}  // namespace opencarnet::issuing
