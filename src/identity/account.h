// What an account and a machine client are: realms, roles and scopes. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "edge/actor.h"

namespace opencarnet::identity {

/// A person's account before it has an identifier.
struct NewAccount {
  std::string realm{};  // wallet, customs or core: one e-mail address may exist in each
  std::string email{};  // stored in lower case
  edge::Role role = edge::Role::none;
  std::string tenant_id{};  // administration or company; empty: the account is its own tenant (private holder)
  std::string display_name{};
  std::string country{}, region_id{}, office_id{};  // empty where that has no meaning
  std::string language = "en";
  nlohmann::json profile = nlohmann::json::object();  // address, phone, company …
};

/// A system of an association or administration (I5).
struct NewClient {
  std::string client_id{};  // chosen by whoever creates it, e.g. "nics-ch"
  edge::Role role = edge::Role::nics_client;
  std::string tenant_id{};
  std::string country{};
  std::string display_name{};
  std::vector<std::string> scopes{};  // empty: the one scope of its role
};

/// Holders live in wallet, the four customs roles in customs, the operator in core; nobody else has an account.
[[nodiscard]] bool realm_admits(std::string_view realm, edge::Role role);
[[nodiscard]] bool is_customs(edge::Role role);

/// The scope a token must carry to act in this role: nics, customs or core; empty where no machine has that role.
[[nodiscard]] std::string_view scope_of(edge::Role role);

/// "nics  customs" → {"nics", "customs"}: RFC 6749 section 3.3, order kept, repeats dropped.
[[nodiscard]] std::vector<std::string> split_scopes(std::string_view text);
[[nodiscard]] std::string join_scopes(const std::vector<std::string>& scopes);

/// A to Z become a to z: addresses are compared without case.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace opencarnet::identity
