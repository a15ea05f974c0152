#include "directory/workplace.h"

#include <map>

#include "directory/directory_store.h"

namespace opencarnet::directory {

bool may_act_at(const edge::Actor& actor, const Office& office) {  // V3
  if (!office.active || office.administration_id != actor.tenant_id) return false;
  if (actor.role == edge::Role::controller || actor.role == edge::Role::admin) return true;
  return actor.region_id.empty() ? office.office_id == actor.office_id : office.region_id == actor.region_id;
}

std::vector<Office> list_workplaces(platform::Session& session, const edge::Actor& actor) {
  auto offices = list_offices_of_administration(session, actor.tenant_id);
  std::map<std::string, bool> in_use;
  std::erase_if(offices, [&](const Office& office) {
    if (!may_act_at(actor, office)) return true;
    const auto [known, first] = in_use.try_emplace(office.country);
    if (first) known->second = territory_of(session, office.country).has_value();
    return !known->second;
  });
  return offices;
}

}  // namespace opencarnet::directory
