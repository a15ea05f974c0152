// The start page: what this is, the doors with their demo accounts, and a crossing to walk through.
#pragma once
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "pages/words.h"

namespace opencarnet::pages {

/// Where the apps stand, as this visitor reaches us.
struct Addresses {
  std::string wallet, portal;
};
/// From the Host header ("localhost:8080"); a host that is a number, or none, has its apps at localhost.
[[nodiscard]] Addresses addresses_at(std::string_view host, bool secure);

struct StartFiles {
  std::string_view page, icon, picture;
};

/// The page with its places filled: {{"key"}} is a text, {{name}} a part. All data is escaped; `demo` is what
/// /demo.json says, or null. An unknown place is a bug.
[[nodiscard]] std::string start_page(const StartFiles& files, const Words& words, const Addresses& addresses,
                                     const nlohmann::json& demo);

}  // namespace opencarnet::pages
