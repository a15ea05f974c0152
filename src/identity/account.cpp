#include "identity/account.h"

#include <algorithm>

namespace opencarnet::identity {

using edge::Role;

bool is_customs(Role role) {
  return role == Role::officer || role == Role::controller || role == Role::regional_manager || role == Role::admin;
}

bool realm_admits(std::string_view realm, Role role) {
  if (realm == "wallet") return role == Role::holder;
  if (realm == "customs") return is_customs(role);
  return realm == "core" && role == Role::operator_of_core;
}

std::string_view scope_of(Role role) {
  if (role == Role::nics_client) return "nics";
  if (is_customs(role)) return "customs";
  return role == Role::operator_of_core ? "core" : "";
}

std::vector<std::string> split_scopes(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const std::string scope{text.substr(0, end)};
    if (!scope.empty() && std::ranges::find(scopes, scope) == scopes.end()) scopes.push_back(scope);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

std::string join_scopes(const std::vector<std::string>& scopes) {
  std::string text;
  for (const auto& scope : scopes) text += (text.empty() ? "" : " ") + scope;
  return text;
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace opencarnet::identity
