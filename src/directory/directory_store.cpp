#include "directory/directory_store.h"

#include "directory/queries.h"

namespace opencarnet::directory {
namespace {

using platform::Row;

template <class Make>
auto each(const std::vector<Row>& rows, Make make) {
  std::vector<decltype(make(rows.front()))> made;
  made.reserve(rows.size());
  for (const auto& row : rows) made.push_back(make(row));
  return made;
}

template <class Make>
auto first(const std::optional<Row>& row, Make make) -> std::optional<decltype(make(*row))> {
  if (!row) return {};
  return make(*row);
}

Territory territory_from(const Row& row) {
  Territory territory;
  territory.code = row.text("code");
  territory.name = row.text("name");
  territory.name_fr = row.text("name_fr");
  territory.carnet_type = row.text("carnet_type");
  territory.two_step_export = row.flag("two_step_export");
  territory.refuses_split_importation = row.flag("refuses_split_importation");
  territory.late_transit_close = row.flag("late_transit_close");
  territory.refuses_expired_carnets = row.flag("refuses_expired_carnets");
  territory.postal = row.text("postal");
  territory.transit = row.text("transit");
  territory.enabled = row.flag("enabled");
  return territory;
}

Country country_from(const Row& row) {
  return {row.text("code"),
          row.text("name"),
          row.text("name_fr"),
          row.text("time_zone"),
          row.maybe_text("territory"),
          row.maybe_text("guaranteed_by"),
          row.flag("enabled")};
}

std::optional<Day> day_from(const Row& row, std::string_view column) {
  const auto text = row.maybe_text(column);
  return text ? parse_day(*text) : std::nullopt;
}

DigitalDate digital_date_from(const Row& row) {
  return {row.text("country"), day_from(row, "provisional"), day_from(row, "confirmed"), day_from(row, "notified_on")};
}

Administration administration_from(const Row& row) {
  return {row.text("administration_id"), row.text("country"), row.text("name"),  row.text("name_latin"),
          row.text("language"),          row.text("email"),   row.flag("active")};
}

Region region_from(const Row& row) {
  return {row.text("region_id"), row.text("administration_id"), row.text("country"), row.text("name"),
          row.flag("active")};
}

Office office_from(const Row& row) {
  Office office;
  office.office_id = row.text("office_id");
  office.administration_id = row.text("administration_id");
  office.region_id = row.text("region_id");
  office.code = row.text("code");
  office.name = row.text("name");
  office.name_latin = row.text("name_latin");
  office.country = row.text("country");
  office.time_zone = row.text("time_zone");
  office.address = row.text("address");
  office.phone = row.text("phone");
  office.email = row.text("email");
  office.latitude = row.text("latitude");
  office.longitude = row.text("longitude");
  office.hours = nlohmann::json::parse(row.text("hours"));
  office.types = nlohmann::json::parse(row.text("types")).get<std::set<std::string>>();
  office.active = row.flag("active");
  return office;
}

Association association_from(const Row& row) {
  return {row.text("association_id"), row.text("name"),         row.text("kind"),
          row.text("country"),        row.maybe_text("parent"), row.text("address"),
          row.text("email"),          row.text("phone"),        row.flag("enabled")};
}

Use use_from(const Row& row) { return {row.text("code"), row.text("annex"), row.text("name"), row.text("name_fr")}; }

Currency currency_from(const Row& row) {
  return {row.text("code"), row.text("name"), row.text("name_fr"), static_cast<int>(row.integer("minor_units"))};
}

Unit unit_from(const Row& row) { return {row.text("code"), row.text("kind"), row.text("name"), row.text("name_fr")}; }

}  // namespace

std::optional<Territory> find_territory(Session& session, std::string_view code) {
  auto territory = first(session.one(sql::find_territory, {{"code", code}}), territory_from);
  if (!territory) return {};
  for (const auto& row : session.all(sql::find_territory_uses, {{"territory", code}}))
    territory->uses.insert(row.text("intended_use"));
  for (const auto& row : session.all(sql::find_territory_members, {{"territory", code}}))
    territory->members.push_back(row.text("code"));
  return territory;
}

std::vector<Territory> list_territories(Session& session) {
  auto territories = each(session.all(sql::list_territories), territory_from);
  std::map<std::string, Territory*, std::less<>> by_code;
  for (auto& territory : territories) by_code[territory.code] = &territory;
  for (const auto& row : session.all(sql::list_territory_uses))
    by_code.at(row.text("territory"))->uses.insert(row.text("intended_use"));
  for (const auto& country : list_countries(session))
    if (country.territory && country.enabled) by_code.at(*country.territory)->members.push_back(country.code);
  return territories;
}

std::optional<Country> find_country(Session& session, std::string_view code) {
  return first(session.one(sql::find_country, {{"code", code}}), country_from);
}

std::vector<Country> list_countries(Session& session) { return each(session.all(sql::list_countries), country_from); }

std::optional<std::string> territory_of(Session& session, std::string_view country) {
  const auto found = find_country(session, country);
  if (!found || !found->enabled) return {};
  return found->territory;
}

bool is_digital(Session& session, std::string_view country, Day day) {
  const auto date = first(session.one(sql::find_digital_date, {{"country", country}}), digital_date_from);
  return date && is_digital(*date, day);
}

std::vector<DigitalDate> list_digital_dates(Session& session) {
  return each(session.all(sql::list_digital_dates), digital_date_from);
}

std::optional<Administration> find_administration(Session& session, std::string_view administration_id) {
  return first(session.one(sql::find_administration, {{"administration_id", administration_id}}), administration_from);
}

std::vector<Administration> list_administrations(Session& session) {
  return each(session.all(sql::list_administrations), administration_from);
}

std::vector<Region> list_regions(Session& session, std::string_view administration_id) {
  return each(session.all(sql::list_regions, {{"administration_id", administration_id}}), region_from);
}

std::optional<Office> find_office(Session& session, std::string_view office_id) {
  return first(session.one(sql::find_office, {{"office_id", office_id}}), office_from);
}

std::vector<Office> list_offices_of_administration(Session& session, std::string_view administration_id) {
  return each(session.all(sql::list_offices_of_administration, {{"administration_id", administration_id}}),
              office_from);
}

std::vector<Office> list_offices_of_region(Session& session, std::string_view region_id) {
  return each(session.all(sql::list_offices_of_region, {{"region_id", region_id}}), office_from);
}

std::optional<Association> find_association(Session& session, std::string_view association_id) {
  return first(session.one(sql::find_association, {{"association_id", association_id}}), association_from);
}

std::vector<Association> list_associations(Session& session) {
  return each(session.all(sql::list_associations), association_from);
}

std::optional<Use> find_use(Session& session, std::string_view code) {
  return first(session.one(sql::find_use, {{"code", code}}), use_from);
}

std::vector<Use> list_uses(Session& session) { return each(session.all(sql::list_uses), use_from); }

std::optional<Currency> find_currency(Session& session, std::string_view code) {
  return first(session.one(sql::find_currency, {{"code", code}}), currency_from);
}

std::vector<Currency> list_currencies(Session& session) {
  return each(session.all(sql::list_currencies), currency_from);
}

std::optional<Unit> find_unit(Session& session, std::string_view code) {
  return first(session.one(sql::find_unit, {{"code", code}}), unit_from);
}

std::vector<Unit> list_units(Session& session) { return each(session.all(sql::list_units), unit_from); }

void put_administration(Session& session, const Administration& a) {
  session.run(sql::put_administration, {{"administration_id", a.administration_id},
                                        {"country", a.country},
                                        {"name", a.name},
                                        {"name_latin", a.name_latin},
                                        {"language", a.language},
                                        {"email", a.email},
                                        {"active", a.active}});
}

void put_region(Session& session, const Region& r) {
  session.run(sql::put_region, {{"region_id", r.region_id},
                                {"administration_id", r.administration_id},
                                {"country", r.country},
                                {"name", r.name},
                                {"active", r.active}});
}

void put_office(Session& session, const Office& o) {
  session.run(sql::put_office, {{"office_id", o.office_id},
                                {"administration_id", o.administration_id},
                                {"region_id", o.region_id},
                                {"code", o.code},
                                {"name", o.name},
                                {"name_latin", o.name_latin},
                                {"country", o.country},
                                {"time_zone", o.time_zone},
                                {"address", o.address},
                                {"phone", o.phone},
                                {"email", o.email},
                                {"latitude", o.latitude},
                                {"longitude", o.longitude},
                                {"hours", o.hours.dump()},
                                {"types", nlohmann::json(o.types).dump()},
                                {"active", o.active}});
}

void put_association(Session& session, const Association& a, Instant changed_at) {
  session.run(sql::put_association, {{"association_id", a.association_id},
                                     {"name", a.name},
                                     {"kind", a.kind},
                                     {"country", a.country},
                                     {"parent", a.parent},
                                     {"address", a.address},
                                     {"email", a.email},
                                     {"phone", a.phone},
                                     {"enabled", a.enabled},
                                     {"source", "entered here"},
                                     {"source_date", to_text(changed_at).substr(0, 10)},
                                     {"note", ""},
                                     {"changed_at", to_text(changed_at)}});
}

}  // namespace opencarnet::directory
