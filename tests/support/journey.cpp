#include "support/journey.h"

#include <fmt/format.h>

#include "crypto/secrets.h"

namespace opencarnet::support {
namespace {

std::string ranges(const std::vector<int>& items) {
  std::string text;
  for (std::size_t from = 0; from < items.size();) {
    std::size_t to = from;
    while (to + 1 < items.size() && items[to + 1] == items[to] + 1) ++to;
    text += (text.empty() ? "" : ",") + std::to_string(items[from]);
    if (to > from) text += "-" + std::to_string(items[to]);
    from = to + 1;
  }
  return text;
}

}  // namespace

std::string declaration_path(const std::string& declaration_id, const std::string& suffix) {
  return "/api/customs/v1/declarations/" + declaration_id + suffix;
}

Journey::Journey(RunningServer& server, int holder)
    : number(fmt::format("CHTA{:09}", crypto::random_below(1'000'000'000))), server_(server), holder_(holder) {
  content_ = {{"number", number},
              {"type", "ata"},
              {"valid_until", to_text(add_months(server.today(), 11))},
              {"currency", "CHF"},
              {"intended_use", "PE"},
              {"holder",
               {{"kind", "company"},
                {"name", "Edelweiss Sound AG"},
                {"email", "office@edelweiss-sound.example"},
                {"address", {{"street", "Langstrasse 12"}, {"city", "Zürich"}, {"country", "CH"}}}}},
              {"territories", {"EU", "GB", "XS"}},
              {"sets", {{"exportation_re_importation", 4}, {"importation_re_exportation", 6}, {"transit", 4}}}};
  items(20);
}

Journey& Journey::items(int count) {
  auto& list = content_["general_list"] = json::array();
  for (int item = 1; item <= count; ++item)
    list.push_back({{"item", item},
                    {"description", fmt::format("Loudspeaker no. LS-{:04}", item)},
                    {"pieces", item % 5 == 0 ? 3 : 1},
                    {"weight", "12.500"},
                    {"weight_unit", "kg"},
                    {"value", "1250.00"},
                    {"country_of_origin", "GB"}});
  return *this;
}

Journey& Journey::with(const std::string& field, json value) {
  content_[field] = std::move(value);
  return *this;
}

Journey& Journey::draft() {
  const auto reply = chamber().call("POST", "/api/nics/v1/drafts", content_);
  if (reply.status != 201) throw std::runtime_error("create_draft: " + reply.bytes);
  carnet_id = reply.body.at("carnet_id").get<std::int64_t>();
  etag = reply.header("etag");
  return *this;
}

Journey& Journey::issue() {
  if (carnet_id == 0) draft();
  pin = chamber().done("POST", "/api/nics/v1/drafts/" + id() + "/issue").at("pin").get<std::string>();
  return *this;
}

Journey& Journey::download() {
  to_sign = support::download(wallet(), server_.device(holder_), id(), pin).at("to_sign").get<std::string>();
  return *this;
}

Journey& Journey::sign_carnet() {
  wallet().done("POST", at("/signature"), {{"signature", server_.device(holder_).sign(to_sign)}});
  return *this;
}

std::string Journey::at(const std::string& suffix) const { return "/api/wallet/v1/carnets/" + id() + suffix; }

json Journey::travel(const std::string& from, const std::string& to, const json& goods, const json& more) {
  json content{{"from_country", from},
               {"to_country", to},
               {"place", "Fair hall 3"},
               {"mode_of_transport", "land"},
               {"transport_details", "ZH 123 456"},
               {"goods", goods}};
  content.update(more);
  return wallet().done("POST", at("/travels"), content);
}

json Journey::travel_now(const std::string& travel_id) {
  const auto saved = wallet().done("GET", at("/travels")).at("travels");
  for (const auto& travel : saved)
    if (travel.at("travel_id") == travel_id) return travel;
  throw std::runtime_error("there is no travel " + travel_id);
}

json Journey::declaration(const json& travel, const std::string& type, const std::string& country) {
  for (const auto& declaration : travel.at("declarations"))
    if (declaration.at("type") == type && (country.empty() || declaration.at("country") == country)) return declaration;
  throw std::runtime_error(fmt::format("no declaration of type {} in {}", type, travel.dump()));
}

Shown Journey::sign(const json& declaration) {
  const auto declaration_id = declaration.at("declaration_id").get<std::string>();
  const auto signature = server_.device(holder_).sign(declaration.at("to_sign").get<std::string>());
  const auto codes =
      wallet().done("POST", "/api/wallet/v1/declarations/" + declaration_id + "/signature", {{"signature", signature}});
  const auto text = [&](const char* field) { return codes.at(field).get<std::string>(); };
  return {declaration_id,
          declaration.at("country").get<std::string>(),
          text("qr"),
          text("short_qr"),
          text("transaction_code"),
          text("cancellation_code")};
}

Reply Journey::present(const Shown& shown, int colleague) {
  auto& officer_there = officer(shown.country, colleague);
  officer_there.done("POST", "/api/customs/v1/scans", {{"qr", shown.qr}});
  auto opened = officer_there.call("GET", declaration_path(shown.declaration_id));
  if (opened.status != 200) throw std::runtime_error("open_declaration: " + opened.bytes);
  return opened;
}

json Journey::commit(const Shown& shown, const json& statement) {
  present(shown);
  return officer(shown.country).done("POST", declaration_path(shown.declaration_id, "/commit"), statement);
}

json Journey::cross(const json& travel, const std::string& type, const json& statement) {
  return commit(sign(travel, type), statement);
}

json Journey::leave_home(const std::string& to, const json& goods) {
  const auto going = travel("CH", to, goods);
  for (const auto& declaration : going.at("declarations"))
    if (declaration.at("type") == "validation") cross(going, "validation");
  cross(going, "exportation");
  return going;
}

json Journey::history() { return wallet().done("GET", at("/history")); }

std::string Journey::places() {
  std::map<std::string, std::vector<int>> by_place;
  const auto known = history();
  for (const auto& place : known.at("places")) {
    auto where = place.at("place").get<std::string>();
    if (where == "in_territory" || where == "stayed") where += " " + place.value("territory", "");
    by_place[where].push_back(place.at("item").get<int>());
  }
  std::string text;
  for (const auto& [where, items] : by_place)
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", ranges(items), where);
  return text;
}

}  // namespace opencarnet::support
