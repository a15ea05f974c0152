// Where a machine client puts its name and secret (RFC 6749 section 2.3.1). Pure.
#pragma once
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"

namespace opencarnet::identity {

struct GivenCredentials {
  std::string client_id, client_secret;
  bool by_header = false;
};

/// From the Authorization header (Basic; both parts form-encoded) or the form. None where there are none or the header
/// cannot be read. Refuses credentials_given_twice; a form that only repeats the header's client_id is fine.
[[nodiscard]] Result<std::optional<GivenCredentials>> read_credentials(const std::optional<std::string>& authorization,
                                                                       const nlohmann::json& form);

}  // namespace opencarnet::identity
