#include "customs/carnet_file.h"

#include "records/carnet_json.h"
#include "records/transaction_json.h"

namespace opencarnet::customs {

carnet::Situation CarnetFile::situation(const Desk& desk) const {
  return {record.carnet, history, home, desk.territory, desk.country, desk.today};
}

std::optional<CarnetFile> load_carnet_file(platform::Session& session, carnet::CarnetId carnet_id) {
  auto record = records::find_carnet(session, carnet_id);
  if (!record) return {};
  auto home = records::find_territory(session, record->carnet.home_territory);
  if (!home) throw std::runtime_error("no territory " + record->carnet.home_territory + " in the directory");
  auto listed = carnet::all_goods(record->carnet.general_list);
  return CarnetFile{*std::move(record), records::load_history(session, carnet_id), *std::move(home), std::move(listed)};
}

void audit(edge::Context& context, const std::string& operation, carnet::CarnetId carnet_id, const std::string& outcome,
           const std::string& reason) {
  context.audit({"customs." + operation, "carnet:" + std::to_string(carnet_id), outcome, reason});
}

void publish(edge::Context& context, const CarnetFile& file, const Desk& desk, const std::string& type,
             nlohmann::json payload, bool for_association) {
  payload["carnet_id"] = file.carnet().carnet_id;
  payload["country"] = desk.country;
  payload["territory"] = desk.territory.code;
  platform::Event event{type, file.subject(), desk.territory.code, std::move(payload), {file.subject()}};
  event.topics.push_back("territory:" + desk.territory.code);
  if (for_association) event.topics.push_back("association:" + file.record.association_id);
  context.publish(event);
}

nlohmann::json history_answer(const CarnetFile& file, const carnet::History& visible,
                              const carnet::TerritoryCode& territory) {
  auto out = nlohmann::json::array();
  for (const auto& transaction : visible) {
    const bool own = transaction.territory == territory;
    auto line = records::transaction_answer(transaction, file.carnet().number, file.listed, own);
    if (!own) {  // who worked there is that administration's affair
      line.erase("officer");
      line.erase("office_id");
    }
    out.push_back(std::move(line));
  }
  return out;
}

void put_places(edge::Answer& answer, const CarnetFile& file, const carnet::History& visible) {
  const auto& home = file.carnet().home_territory;
  answer.written["/places"] = records::written(carnet::places(carnet::fold(file.listed, home, visible)), home);
}

void put_carnet(edge::Answer& answer, const CarnetFile& file, const carnet::History& history) {
  answer.body["carnet"] = records::carnet_head(file.record, history);
  answer.written["/carnet/general_list"] = records::written(file.carnet().general_list);
}

}  // namespace opencarnet::customs
