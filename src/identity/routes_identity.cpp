#include "identity/routes_identity.h"

namespace opencarnet::identity {

edge::Routes routes(const Settings& settings) {
  using edge::Role;
  using edge::Work;
  const std::set<Role> people{Role::officer, Role::controller, Role::regional_manager,
                              Role::admin,   Role::holder,     Role::operator_of_core};
  return {
      {"identity.sign_in", {Role::none}, Work::own, sign_in(settings)},
      {"identity.get_session", people, Work::read, get_session},
      {"identity.sign_out", people, Work::write, sign_out},
      {"identity.change_default_office",
       {Role::officer, Role::controller, Role::regional_manager, Role::admin},
       Work::write,
       change_default_office},
      {"identity.change_language", people, Work::write, change_language},
      {"identity.issue_token",
       {Role::none},
       Work::write,
       [settings](edge::Context& context, const edge::Input& input) { return issue_token(context, input, settings); }},
  };
}

}  // namespace opencarnet::identity
