#include "records/carnet_json.h"

#include <fmt/compile.h>

namespace opencarnet::records {
namespace {

void put(json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

// As a JSON string. Most texts of a list need nothing but the quotes.
std::string quoted(const std::string& text) {
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
  return plain ? '"' + text + '"' : json(text).dump();
}

void put_quoted(std::string& out, std::string_view name, const std::string& value) {
  if (!value.empty()) fmt::format_to(std::back_inserter(out), FMT_COMPILE(R"(,"{}":{})"), name, quoted(value));
}

carnet::Party party_from(const json& value) {
  const auto address = value.value("address", json::object());
  return {value.value("kind", "company") == "person" ? carnet::PartyKind::person : carnet::PartyKind::company,
          value.value("name", ""),
          {address.value("street", ""), address.value("postal_code", ""), address.value("city", ""),
           address.value("state", ""), address.value("country", "")},
          value.value("email", ""),
          value.value("phone", ""),
          value.value("registration", "")};
}

// Adds the refusal under the pointer; its own field errors keep their pointers.
void add_refusal(const Refusal& refusal, const std::string& pointer, FieldErrors& errors) {
  if (refusal.errors.empty()) return errors.add(pointer, refusal.code, refusal.params);
  for (const auto& error : refusal.errors) errors.add(error.pointer, error.code, error.params);
}

carnet::GeneralItem item_from(const json& value, std::optional<Currency> currency, const std::string& pointer,
                              FieldErrors& errors) {
  carnet::GeneralItem item;
  item.item = value.at("item").get<int>();
  item.description = value.at("description").get<std::string>();
  item.pieces = value.at("pieces").get<std::int64_t>();
  item.country_of_origin = value.value("country_of_origin", "");
  if (currency) {
    if (auto money = parse_money(value.at("value").get<std::string>(), *currency))
      item.value = *money;
    else
      add_refusal(money.error(), pointer + "/value", errors);
  }
  if (value.contains("weight")) {
    if (auto weight = parse_quantity(value.at("weight").get<std::string>(), value.value("weight_unit", "kg")))
      item.weight = *weight;
    else
      add_refusal(weight.error(), pointer + (weight.error().code == Code::unit_unknown ? "/weight_unit" : "/weight"),
                  errors);
  }
  return item;
}

}  // namespace

json to_json(const carnet::Party& party) {
  json address = {{"city", party.address.city}, {"country", party.address.country}};
  put(address, "street", party.address.street);
  put(address, "postal_code", party.address.postal_code);
  put(address, "state", party.address.state);
  json out = {{"kind", party.kind == carnet::PartyKind::person ? "person" : "company"},
              {"name", party.name},
              {"address", address}};
  put(out, "email", party.email);
  put(out, "phone", party.phone);
  put(out, "registration", party.registration);
  return out;
}

json to_json(const carnet::Sets& sets) {
  return {{"exportation_re_importation", sets.exportation_re_importation},
          {"importation_re_exportation", sets.importation_re_exportation},
          {"transit", sets.transit}};
}

json to_json(const carnet::Totals& totals) {
  json weights = json::array();
  for (const auto& [unit, weight] : totals.weights)
    weights.push_back({{"weight", to_text(weight)}, {"weight_unit", unit}});
  return {{"items", totals.items},
          {"pieces", totals.pieces},
          {"value", to_text(totals.value)},
          {"currency", std::string(totals.value.currency.code())},
          {"weights", std::move(weights)}};
}

json to_json(const carnet::Goods& goods) {
  json out = json::array();
  for (const auto& line : goods.lines()) out.push_back({{"item", line.item}, {"pieces", line.pieces}});
  return out;
}

std::string written(const carnet::GeneralList& list) {
  std::string out = "[";
  for (const auto& item : list) {
    fmt::format_to(std::back_inserter(out), FMT_COMPILE(R"({}{{"item":{},"description":{},"pieces":{},"value":"{}")"),
                   out.size() == 1 ? "" : ",", item.item, quoted(item.description), item.pieces, to_text(item.value));
    if (item.weight)
      fmt::format_to(std::back_inserter(out), FMT_COMPILE(R"(,"weight":"{}","weight_unit":{})"), to_text(*item.weight),
                     quoted(item.weight->unit));
    put_quoted(out, "country_of_origin", item.country_of_origin);
    out += '}';
  }
  return out + "]";
}

json to_json(const carnet::GeneralList& list) { return json::parse(written(list)); }

json to_json(const std::vector<carnet::GoodsWithAction>& lists) {
  json out = json::array();
  for (const auto& entry : lists) {
    json line = {{"goods", to_json(entry.goods)}};
    if (entry.action) line["action"] = std::string(carnet::to_text(*entry.action));
    put(line, "remark", entry.remark);
    out.push_back(std::move(line));
  }
  return out;
}

json to_json(const std::vector<carnet::Change>& changes) {
  json out = json::array();
  for (const auto& change : changes)
    out.push_back({{"field", change.field}, {"before", change.before}, {"after", change.after}});
  return out;
}

std::string written(const std::vector<carnet::PlaceLine>& places, const carnet::TerritoryCode& home) {
  std::string out = "[";
  for (const auto& line : places) {
    fmt::format_to(std::back_inserter(out), FMT_COMPILE(R"({}{{"item":{},"pieces":{},"place":"{}")"),
                   out.size() == 1 ? "" : ",", line.item, line.pieces, carnet::to_text(line.place.kind));
    put_quoted(out, "territory", line.place.kind == carnet::PlaceKind::home ? home : line.place.territory);
    if (line.final_date) put_quoted(out, "final_date", to_text(*line.final_date));
    out += '}';
  }
  return out + "]";
}

json to_json(const std::vector<carnet::AllowedAction>& actions) {
  json out = json::array();
  for (const auto& action : actions) {
    json line = {{"type", std::string(carnet::to_text(action.type))}, {"allowed", action.offer.has_value()}};
    if (!action.offer) {
      line["code"] = std::string(name(action.offer.error().code));
      put(line, "rule", std::string(rule(action.offer.error().code)));
    }
    out.push_back(std::move(line));
  }
  return out;
}

carnet::Carnet carnet_from(const json& content, const json& general_list, FieldErrors& errors) {
  carnet::Carnet out;
  out.number = content.value("number", "");
  out.type = carnet::parse_carnet_type(content.value("type", "ata")).value_or(carnet::CarnetType::ata);
  if (content.contains("valid_until")) {
    if (const auto day = parse_day(content.at("valid_until").get<std::string>()))
      out.valid_until = *day;
    else
      errors.add("/valid_until", Code::invalid_field, {{"problem", "There is no such day."}});
  }
  std::optional<Currency> currency;
  if (const auto code = content.value("currency", ""); !code.empty()) {
    currency = find_currency(code);
    if (!currency) errors.add("/currency", Code::currency_unknown, {{"currency", code}});
  }
  if (currency) out.currency = *currency;
  out.intended_use = content.value("intended_use", "");
  if (content.contains("holder")) out.holder = party_from(content.at("holder"));
  for (const auto& representative : content.value("representatives", json::array()))
    out.representatives.push_back(party_from(representative));
  for (const auto& territory : content.value("territories", json::array()))
    out.territories.push_back(territory.get<std::string>());
  const auto sets = content.value("sets", json::object());
  out.sets = {sets.value("exportation_re_importation", std::int64_t{0}),
              sets.value("importation_re_exportation", std::int64_t{0}), sets.value("transit", std::int64_t{0})};
  out.remarks = content.value("remarks", "");
  out.general_list.reserve(general_list.size());
  for (std::size_t index = 0; index < general_list.size(); ++index)
    out.general_list.push_back(
        item_from(general_list[index], currency, fmt::format("/general_list/{}", index), errors));
  return out;
}

carnet::Goods goods_from(const json& value, const carnet::Goods& listed, const std::string& pointer,
                         FieldErrors& errors) {
  if (value.is_string()) {
    auto goods = carnet::parse_goods(value.get_ref<const std::string&>(), listed, pointer);
    if (goods) return *std::move(goods);
    add_refusal(goods.error(), pointer, errors);
    return {};
  }
  carnet::Goods goods;
  for (std::size_t index = 0; index < value.size(); ++index) {
    const auto item = value[index].at("item").get<int>();
    const auto pieces = value[index].at("pieces").get<std::int64_t>();
    FieldErrors wrong;
    const auto at = fmt::format("{}/{}", pointer, index);
    carnet::check_listed({{item, goods.pieces_of(item) + pieces}}, listed, at, wrong);
    if (const auto verdict = std::move(wrong).verdict(); !verdict)
      for (const auto& error : verdict.error().errors)
        errors.add(at + (error.code == Code::too_many_pieces ? "/pieces" : "/item"), error.code, error.params);
    goods.add(item, pieces);
  }
  return goods;
}

std::vector<carnet::GoodsWithAction> goods_with_action_from(const json& value, const carnet::Goods& listed,
                                                            const std::string& pointer, FieldErrors& errors) {
  std::vector<carnet::GoodsWithAction> out;
  for (std::size_t index = 0; index < value.size(); ++index) {
    const auto& entry = value[index];
    const auto at = fmt::format("{}/{}", pointer, index);
    out.push_back(
        {goods_from(entry.at("goods"), listed, at + "/goods", errors),
         entry.contains("action") ? carnet::parse_action(entry.at("action").get<std::string>()) : std::nullopt,
         entry.value("remark", "")});
  }
  return out;
}

carnet::Goods goods_from_record(const json& value) {
  carnet::Goods goods;
  for (const auto& line : value) goods.add(line.at("item").get<int>(), line.at("pieces").get<std::int64_t>());
  return goods;
}

}  // namespace opencarnet::records
