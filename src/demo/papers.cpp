#include "demo/papers.h"

namespace opencarnet::demo {

using nlohmann::json;

namespace {

json address_of(const Holder& holder) {
  return {{"street", holder.street},
          {"postal_code", holder.postal_code},
          {"city", holder.city},
          {"country", holder.country}};
}

json party_of(const Holder& holder) {
  json party{{"kind", holder.kind}, {"name", holder.name}, {"address", address_of(holder)}, {"email", holder.email}};
  if (!holder.phone.empty()) party["phone"] = holder.phone;
  if (!holder.registration.empty()) party["registration"] = holder.registration;
  return party;
}

json list_of(const std::vector<GeneralItem>& goods) {
  json list = json::array();
  for (const auto& item : goods) {
    json line{{"item", item.item}, {"description", item.description}, {"pieces", item.pieces}, {"value", item.value}};
    if (!item.weight.empty()) line["weight"] = item.weight;
    if (!item.weight.empty()) line["weight_unit"] = item.weight_unit;
    if (!item.country_of_origin.empty()) line["country_of_origin"] = item.country_of_origin;
    list.push_back(std::move(line));
  }
  return list;
}

// "Air, as freight" → air, "as freight".
void add_transport(json& travel, const std::string& transport) {
  static const std::map<std::string, std::string> modes{{"Air", "air"}, {"Sea", "sea"}, {"Road", "land"}};
  const auto comma = transport.find(", ");
  if (const auto mode = modes.find(transport.substr(0, comma)); mode != modes.end())
    travel["mode_of_transport"] = mode->second;
  if (comma != std::string::npos) travel["transport_details"] = transport.substr(comma + 2);
}

}  // namespace

json draft_of(const PlannedCarnet& carnet, const Holder& holder) {
  json draft{{"number", carnet.number},
             {"type", "ata"},
             {"valid_until", to_text(carnet.valid_until)},
             {"currency", carnet.currency},
             {"intended_use", carnet.intended_use},
             {"holder", party_of(holder)},
             {"territories", carnet.territories},
             {"sets",
              {{"exportation_re_importation", carnet.sets.exportation_re_importation},
               {"importation_re_exportation", carnet.sets.importation_re_exportation},
               {"transit", carnet.sets.transit}}},
             {"general_list", list_of(carnet.general_list)}};
  if (!holder.representative.empty())
    draft["representatives"] = {{{"kind", "person"}, {"name", holder.representative}, {"address", address_of(holder)}}};
  return draft;
}

json travel_of(const Step& step) {
  json travel{{"from_country", step.from}, {"to_country", step.to}, {"goods", step.goods}};
  if (!step.transits.empty()) travel["transits"] = step.transits;
  if (!step.not_re_exported.empty()) travel["not_re_exported"] = step.not_re_exported;
  add_transport(travel, step.transport);
  travel["packaging"] = "Cases and crates, marked with the carnet number";
  return travel;
}

json commit_of(const Step& step, const json& steps) {
  json body{{"office_id", step.office_id}, {"goods_examined", true}};
  const bool two_steps = std::find(steps.begin(), steps.end(), "exit") != steps.end();
  if (step.type == "pre_exportation") {
    body["step"] = "export";
  } else {
    body["step"] = two_steps ? "exit" : "commit";
  }
  if (step.final_date) body["final_date"] = to_text(*step.final_date);
  if (!step.customs_reference.empty()) body["customs_reference"] = step.customs_reference;
  if (!step.seals.empty()) body["seals"] = step.seals;
  if (step.type == "transit_close") body["seals_intact"] = true;
  if (!step.not_re_exported.empty())
    body["not_re_exported"] = {{{"goods", step.not_re_exported}, {"action", step.action}, {"remark", step.remark}}};
  return body;
}

}  // namespace opencarnet::demo
