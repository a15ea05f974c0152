// The compact serialisations of JOSE, taken apart; for this room's own sources.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace opencarnet::crypto {

/// Exactly `count` parts between dots (they may be empty), or nothing.
[[nodiscard]] std::optional<std::vector<std::string_view>> compact_parts(std::string_view token, std::size_t count);

/// A header: base64url of a JSON object of at most 4 KiB, flat but for `epk`, without repeated members. Null otherwise.
[[nodiscard]] nlohmann::json compact_header(std::string_view part);

/// The member's text; empty if it is missing or no text.
[[nodiscard]] std::string header_text(const nlohmann::json& header, const char* member);

}  // namespace opencarnet::crypto
