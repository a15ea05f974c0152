// Who is asking. Rooms decide by these facts only; how they were proven (cookie, token) ends at the edge.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace opencarnet::edge {

enum class Role {
  none,  // nobody signed in
  officer,
  controller,
  regional_manager,
  admin,            // customs (I1)
  holder,           // holder or representative: a wallet account
  nics_client,      // an association's own system (machine)
  operator_of_core  // the operator
};
/// As it stands in the contract (x-roles), in the database and in logs.
[[nodiscard]] std::string_view name(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view text);

struct Actor {
  Role role = Role::none;
  std::string account_id;            // or client_id for machines
  std::string tenant_id;             // administration, association or company
  std::string session_id;            // for devices and sign-out
  std::string device_id;             // wallet: the device this session is bound to, if any
  std::string country;               // of the administration or association
  std::string territory;             // customs: the territory they act for
  std::string region_id, office_id;  // customs: region and default office
  std::string display_name, email, language;
  bool by_cookie = false;  // browsers: changes need an Origin of this site
  [[nodiscard]] bool signed_in() const { return role != Role::none; }
};

}  // namespace opencarnet::edge
