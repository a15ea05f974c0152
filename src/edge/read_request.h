// From a request as received to an Input of the contract's form, or a refusal that names every wrong field.
#pragma once
#include <string>

#include "contract/contract.h"
#include "edge/route.h"
#include "http/server.h"

namespace opencarnet::edge {

/// Who the request claims to be; nothing is proven yet.
struct Credential {
  std::string text;
  bool from_cookie = false;
};
inline constexpr auto session_cookie = "__Host-session";
/// A bearer token goes before a cookie.
[[nodiscard]] Credential credential_of(const http::Request& request);

/// Path values that are not of the contract's form refuse not_found: nothing can be there.
[[nodiscard]] Result<Input> read_request(const http::Request& request, const contract::Operation& operation,
                                         const std::map<std::string, std::string>& path);

}  // namespace opencarnet::edge
