#include "customs/desk.h"

#include "directory/directory_store.h"
#include "directory/workplace.h"
#include "records/carnet_record.h"

namespace opencarnet::customs {
namespace {

std::optional<Desk> desk_of(edge::Context& context, const directory::Office& office) {
  auto territory = records::find_territory_of(context.db(), office.country);
  if (!territory) return {};
  return Desk{office.office_id,      name_of(office),  office.country,
              *std::move(territory), office.time_zone, directory::day_at(office, context.now)};
}

}  // namespace

std::string name_of(const directory::Office& office) {
  if (office.name_latin.empty() || office.name_latin == office.name) return office.name;
  return office.name + " (" + office.name_latin + ")";
}

Result<Desk> desk_at(edge::Context& context, const std::optional<std::string>& office_id) {
  const auto wanted = office_id.value_or(context.actor.office_id);
  FieldErrors errors;
  if (wanted.empty()) {
    errors.add("/office_id", Code::missing_field, {{"field", "office_id"}});
  } else {
    const auto office = directory::find_office(context.db(), wanted);
    if (office && directory::may_act_at(context.actor, *office))
      if (auto desk = desk_of(context, *office)) return *std::move(desk);
    errors.add("/office_id", Code::office_not_yours);
  }
  return tl::unexpected(std::move(errors).verdict().error());
}

std::optional<Desk> reading_desk(edge::Context& context, const std::string& office_id) {
  for (const auto& wanted : {office_id, context.actor.office_id}) {
    if (wanted.empty()) continue;
    const auto office = directory::find_office(context.db(), wanted);
    if (office && office->administration_id == context.actor.tenant_id) return desk_of(context, *office);
  }
  const auto country = directory::find_country(context.db(), context.actor.country);
  auto territory =
      country && country->territory ? records::find_territory(context.db(), *country->territory) : std::nullopt;
  if (!territory) return {};
  return Desk{"",
              "",
              country->code,
              *std::move(territory),
              country->time_zone,
              directory::day_at(country->time_zone, context.now)};
}

}  // namespace opencarnet::customs
