#include "issuing/issuer.h"

#include "directory/directory_store.h"

namespace opencarnet::issuing {

Result<Issuer> find_issuer(Session& session, const std::string& association_id, Instant now) {
  const auto association = directory::find_association(session, association_id);
  const auto country =
      association && association->enabled ? directory::find_country(session, association->country) : std::nullopt;
  if (!country || !country->enabled || !country->territory)
    return refuse(Code::association_may_not_issue, {{"association", association_id}});
  return Issuer{association_id, association->name, country->code, *country->territory,
                directory::day_at(country->time_zone, now)};
}

std::string name_of_association(Session& session, const std::string& association_id) {
  const auto association = directory::find_association(session, association_id);
  return association ? association->name : association_id;
}

IssueFacts load_facts(Session& session, const Issuer& issuer, carnet::CarnetId carnet_id, const json& content) {
  const auto use = content.value("intended_use", "");
  const auto number = content.value("number", "");
  IssueFacts facts;
  facts.carnet_id = carnet_id;
  facts.country = issuer.country;
  facts.home = issuer.territory;
  facts.today = issuer.today;
  facts.use_known = !use.empty() && directory::find_use(session, use).has_value();
  facts.number_taken = !number.empty() && is_number_given(session, number);
  facts.territories = list_admitting_territories(session, use);
  return facts;
}

}  // namespace opencarnet::issuing
