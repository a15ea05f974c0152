#include "crypto/secrets.h"
#include "directory/directory_store.h"
#include "directory/routes_public.h"

namespace opencarnet::directory {
namespace {

using nlohmann::json;

// The directory names things in English and French.
class Names {
 public:
  explicit Names(const std::string& language) : french_(language == "fr") {}
  template <class Named>
  [[nodiscard]] const std::string& of(const Named& named) const {
    return french_ ? named.name_fr : named.name;
  }
  [[nodiscard]] std::string language() const { return french_ ? "fr" : "en"; }

 private:
  bool french_;
};

std::map<std::string, Territory> taking_part(Session& session) {
  std::map<std::string, Territory> out;
  for (auto& territory : list_territories(session))
    if (territory.enabled) out.emplace(territory.code, std::move(territory));
  return out;
}

json countries_answer(Session& session, const std::map<std::string, Territory>& territories, const Names& names,
                      Instant now) {
  std::map<std::string, DigitalDate> dates;
  for (auto& date : list_digital_dates(session)) dates.emplace(date.country, std::move(date));
  json out = json::array();
  for (const auto& country : list_countries(session)) {
    if (!country.enabled || !country.territory || !territories.contains(*country.territory)) continue;
    const auto& date = dates[country.code];
    json line{{"country", country.code},
              {"name", names.of(country)},
              {"territory", *country.territory},
              {"medium", is_digital(date, day_at(country.time_zone, now)) ? "digital" : "paper"}};
    if (date.confirmed) line["digital_from"] = to_text(*date.confirmed);
    if (date.provisional) line["provisional_from"] = to_text(*date.provisional);
    out.push_back(std::move(line));
  }
  return out;
}

json to_json(const Territory& territory, const Names& names) {
  return {{"territory", territory.code},
          {"name", names.of(territory)},
          {"members", territory.members},
          {"two_step_export", territory.two_step_export},
          {"refuses_split_importation", territory.refuses_split_importation},
          {"accepted_uses", territory.uses}};
}

}  // namespace

Result<edge::Answer> list_digital_countries(edge::Context& context, const edge::Input& /*input*/) {
  auto& session = context.db();
  const Names names(context.language);
  const auto territories = taking_part(session);
  edge::Answer answer;
  auto& body = answer.body;
  body["countries"] = countries_answer(session, territories, names, context.now);
  body["territories"] = json::array();
  for (const auto& [code, territory] : territories) body["territories"].push_back(to_json(territory, names));
  body["intended_uses"] = json::array();
  for (const auto& use : list_uses(session))
    body["intended_uses"].push_back({{"intended_use", use.code}, {"name", names.of(use)}});
  answer.headers = {{"ETag", "\"" + crypto::sha256_hex(body.dump()).substr(0, 32) + "\""},
                    {"Cache-Control", "public, max-age=3600"},
                    {"Content-Language", names.language()},
                    {"Vary", "Accept-Language"}};
  return answer;
}

}  // namespace opencarnet::directory
