#include "demo/world.h"

#include <stdexcept>

#include "demo/world_files.h"
#include "directory/directory_store.h"
#include "directory/reference_store.h"

namespace opencarnet::demo {
namespace {

template <class Make>
auto read(const Folder& folder, std::string_view name, Make make) {
  const auto table = folder.csv(fmt::format("{}.csv", name));
  std::vector<decltype(make(table.at(0)))> rows;
  table.for_each([&](const Csv::Row& row) { rows.push_back(make(row)); });
  return rows;
}

directory::Administration administration_from(const Csv::Row& row) {
  return {row["administration_id"], row["country"], row["name"],       row["name_latin"],
          row["language"],          row["email"],   row.flag("active")};
}

directory::Region region_from(const Csv::Row& row) {
  return {row["region_id"], row["administration_id"], row["country"], row["name"], row.flag("active")};
}

directory::Office office_from(const Csv::Row& row) {
  directory::Office office;
  office.office_id = row["office_id"];
  office.administration_id = row["administration_id"];
  office.region_id = row["region_id"];
  office.code = row["code"];
  office.name = row["name"];
  office.name_latin = row["name_latin"];
  office.country = row["country"];
  office.time_zone = row["time_zone"];
  office.address = row["address"];
  office.phone = row["phone"];
  office.email = row["email"];
  office.latitude = row["latitude"];
  office.longitude = row["longitude"];
  office.hours = nlohmann::json::parse(row["hours"]);
  office.types = nlohmann::json::parse(row["types"]).get<std::set<std::string>>();
  office.active = row.flag("active");
  return office;
}

Officer officer_from(const Csv::Row& row) {
  return {row["email"],     row["role"],         row["administration_id"], row["region_id"],
          row["office_id"], row["display_name"], row["badge_number"],      row["language"]};
}

Chamber chamber_from(const Csv::Row& row) {
  Chamber chamber;
  auto& association = chamber.association;
  association.association_id = row["association_id"];
  association.name = row["name"];
  association.kind = row["kind"];
  association.country = row["country"];
  if (!row["parent"].empty()) association.parent = row["parent"];
  association.address = row["address"];
  association.email = row["email"];
  association.phone = row["phone"];
  chamber.number_prefix = row["number_prefix"];
  chamber.currency = row["currency"];
  chamber.client_id = row["client_id"];
  chamber.per_100_eur = row.number("per_100_eur");
  return chamber;
}

Holder holder_from(const Csv::Row& row) {
  return {row["holder_id"], row["kind"],  row["name"],  row["street"],       row["postal_code"],    row["city"],
          row["country"],   row["email"], row["phone"], row["registration"], row["representative"], row["catalogue"]};
}

GeneralItem item_from(const Csv::Row& row) {
  return {row.number("item"), row["description"], row.number("pieces"),    row["weight"],
          row["weight_unit"], row["value"],       row["country_of_origin"]};
}

template <class Rows, class Key>
const auto& find(const Rows& rows, Key key, std::string_view wanted) {
  for (const auto& row : rows)
    if (key(row) == wanted) return row;
  throw std::out_of_range(fmt::format("the demo world has no {}", wanted));
}

}  // namespace

const directory::Office& World::office(std::string_view office_id) const {
  return find(
      offices, [](const auto& row) { return row.office_id; }, office_id);
}

const Chamber& World::chamber(std::string_view association_id) const {
  return find(
      chambers, [](const auto& row) { return row.association.association_id; }, association_id);
}

const Holder& World::holder(std::string_view holder_id) const {
  return find(
      holders, [](const auto& row) { return row.holder_id; }, holder_id);
}

const Catalogue& World::catalogue(std::string_view wanted) const {
  return find(
      catalogues, [](const auto& row) { return row.catalogue; }, wanted);
}

const std::string& World::territory_of(std::string_view country) const {
  const auto found = territories.find(country);
  if (found == territories.end()) throw std::out_of_range(fmt::format("no customs territory for {}", country));
  return found->second;
}

const Officer& World::officer_at(std::string_view office_id) const {
  return find(
      officers, [](const auto& row) { return row.role == "officer" ? row.office_id : std::string{}; }, office_id);
}

Folder built_in_world() { return std::span<const EmbeddedFile>(world_files); }

World read_world() {
  const auto demo = built_in_world();
  World world;
  world.administrations = read(demo, "administrations", administration_from);
  world.regions = read(demo, "regions", region_from);
  world.offices = read(demo, "offices", office_from);
  world.officers = read(demo, "officers", officer_from);
  world.chambers = read(demo, "associations", chamber_from);
  world.holders = read(demo, "holders", holder_from);
  world.catalogues = read(demo, "catalogues", [](const Csv::Row& row) {
    return Catalogue{row["catalogue"], row["title"], row["intended_use"], row["currency"], {}};
  });
  demo.csv("goods.csv").for_each([&](const Csv::Row& row) {
    const auto at = std::find_if(world.catalogues.begin(), world.catalogues.end(),
                                 [&](const Catalogue& catalogue) { return catalogue.catalogue == row["catalogue"]; });
    if (at == world.catalogues.end()) throw CsvFault(fmt::format("goods.csv: no catalogue {}", row["catalogue"]));
    at->goods.push_back(item_from(row));
  });
  for (const auto& folder : {directory::built_in_reference(), demo / "overlay"})
    folder.csv("countries.csv").for_each([&](const Csv::Row& row) {
      if (row.flag("enabled")) world.territories[row["code"]] = row["territory"];
      world.time_zones[row["code"]] = row["time_zone"];
    });
  return world;
}

void store_directory(platform::Session& session, const World& world, Instant now) {
  directory::load_overlay(session, built_in_world() / "overlay", now);
  for (const auto& chamber : world.chambers) directory::put_association(session, chamber.association, now);
  for (const auto& administration : world.administrations) directory::put_administration(session, administration);
  for (const auto& region : world.regions) directory::put_region(session, region);
  for (const auto& office : world.offices) directory::put_office(session, office);
}

}  // namespace opencarnet::demo
