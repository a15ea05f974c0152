// Everything a demo server tells everybody, as tables.
#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "pages/words.h"

namespace opencarnet::pages {

/// Accounts, clients, carnets and waiting declarations; without a demo world how to get one.
[[nodiscard]] std::string demo_tables(const Words& words, const nlohmann::json& demo);

}  // namespace opencarnet::pages
