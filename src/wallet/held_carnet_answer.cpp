#include "wallet/held_carnet_answer.h"

#include <limits>

#include "carnet/next_step.h"

namespace opencarnet::wallet {
namespace {

// Declarations of one travel in the order of the journey.
std::vector<carnet::SavedDeclaration> declarations_of(const std::string& travel_id, const HeldCarnet& held,
                                                      TerritoriesByCountry& territories,
                                                      const std::map<std::string, std::string>& rejected_at,
                                                      Day today) {
  std::vector<carnet::SavedDeclaration> out;
  for (const auto& record : held.declarations) {
    const auto& it = record.declaration;
    if (it.travel_id != travel_id) continue;
    const auto* const territory = territories.of(it.country);
    const auto office = rejected_at.find(it.declaration_id);
    out.push_back({it.declaration_id, it.type, it.country, it.territory, records::state_of(record, held.history),
                   territory != nullptr && carnet::is_digital(*territory, it.country, today),
                   office == rejected_at.end() ? std::string{} : office->second});
  }
  return out;
}

std::vector<carnet::SavedTravel> saved_travels(platform::Session& session, TerritoriesByCountry& territories,
                                               const HeldCarnet& held, Day today) {
  const auto carnet_id = held.record.carnet.carnet_id;
  std::map<std::string, std::string> rejected_at;  // the latest office
  for (const auto& rejection : list_rejections(session, carnet_id))
    rejected_at[rejection.declaration_id] = rejection.office;
  std::vector<carnet::SavedTravel> out;
  for (const auto& it : list_travel_rows(session, carnet_id, "", std::numeric_limits<std::int32_t>::max()))
    out.push_back({it.travel_id, it.complete, it.statement.travel.to_country, it.statement.place,
                   declarations_of(it.travel_id, held, territories, rejected_at, today)});
  return out;
}

json to_json(const carnet::NextStep& next) {
  json out{{"step", std::string(carnet::to_text(next.kind))}};
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("travel_id", next.travel_id);
  put("declaration_id", next.declaration_id);
  put("country", next.country);
  put("territory", next.territory);
  put("place", next.place);
  put("office", next.office);
  if (next.type) out["type"] = std::string(carnet::to_text(*next.type));
  if (next.until) out["until"] = to_text(*next.until);
  return out;
}

// A line for each place and territory; the first final date of all that is there.
json places_in_short(const HeldCarnet& held) {
  struct There {
    carnet::Goods goods;
    std::optional<Day> final_date;
  };
  const auto& home = held.record.carnet.home_territory;
  const auto listed = held.listed();
  std::map<carnet::Place, There> places;
  for (const auto& line : carnet::places(carnet::fold(listed, home, held.history))) {
    auto& there = places[line.place];
    there.goods.add(line.item, line.pieces);
    if (line.final_date && (!there.final_date || *line.final_date < *there.final_date))
      there.final_date = line.final_date;
  }
  json out = json::array();
  for (const auto& [place, there] : places) {
    json line{{"place", std::string(carnet::to_text(place.kind))},
              {"items", there.goods.lines().size()},
              {"goods_ranges", carnet::to_text(there.goods, listed)}};
    if (place.kind == carnet::PlaceKind::home)
      line["territory"] = home;
    else if (!place.territory.empty())
      line["territory"] = place.territory;
    if (there.final_date) line["final_date"] = to_text(*there.final_date);
    out.push_back(std::move(line));
  }
  return out;
}

// An issued carnet can be added up: the issue has done it (C3).
void put_totals(json& out, const carnet::Carnet& carnet) {
  if (const auto sums = carnet::totals(carnet.general_list, carnet.currency)) {
    const auto totals = records::to_json(*sums);
    for (const auto* field : {"items", "value", "currency"}) out[field] = totals.at(field);
  }
}

}  // namespace

json held_carnet_answer(platform::Session& session, TerritoriesByCountry& territories, const HeldCarnet& held,
                        bool on_this_device, Instant now) {
  const auto& carnet = held.record.carnet;
  json out{{"carnet_id", carnet.carnet_id},
           {"number", carnet.number},
           {"type", std::string(carnet::to_text(carnet.type))},
           {"state", std::string(carnet::to_text(carnet::state_of(carnet.standing, held.history)))},
           {"holder_name", carnet.holder.name},
           {"issued_by", held.record.issued_by},
           {"issued_on", to_text(carnet.issued_on)},
           {"valid_until", to_text(carnet.valid_until)},
           {"sets_left", records::to_json(held.sets_left())},
           {"places", places_in_short(held)},
           {"downloaded_on_this_device", on_this_device}};
  put_totals(out, carnet);
  if (held.record.signed_at) out["signed_at"] = to_text(*held.record.signed_at);
  const auto today = earliest_day(now);
  out["next_step"] = to_json(carnet::next_step(carnet, held.history, held.record.signed_at.has_value(),
                                               saved_travels(session, territories, held, today), today));
  return out;
}

}  // namespace opencarnet::wallet
