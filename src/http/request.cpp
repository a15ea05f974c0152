#include <algorithm>

#include "http/request_head.h"
#include "http/server.h"

namespace opencarnet::http {

std::optional<std::string> Request::header(std::string_view name) const {
  std::optional<std::string> found;
  for (const auto& [known, value] : headers) {
    if (!same_name(known, name)) continue;
    if (found) return std::nullopt;
    found = value;
  }
  return found;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  std::optional<std::string> found;
  for (const auto& [known, value] : headers) {
    if (!same_name(known, "cookie")) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto end = std::min(rest.find(';'), rest.size());
      auto pair = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
      const auto equals = pair.find('=');
      if (equals == pair.npos || pair.substr(0, equals) != name) continue;
      if (found) return std::nullopt;  // two of a name: somebody planted one
      found = pair.substr(equals + 1);
    }
  }
  return found;
}

}  // namespace opencarnet::http
