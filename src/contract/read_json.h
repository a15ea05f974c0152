// Reads JSON as strangers send it: bounded depth, no key twice, valid UTF-8, every error with its position.
#pragma once
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/refusal.h"

namespace opencarnet::contract {

inline constexpr std::size_t max_depth = 32;  // quality.md S6

/// Refuses malformed_json, nested_too_deeply, repeated_key (positions are bytes counted from 1). Never recurses.
[[nodiscard]] Result<nlohmann::json> read_json(std::string_view text);

/// application/x-www-form-urlencoded as an object of strings. Refuses malformed_json on bad escapes, repeated_key.
[[nodiscard]] Result<nlohmann::json> read_form(std::string_view text);

/// %41 → A, and + → blank where `plus_is_blank`; none for broken escapes and for bytes that are
/// no UTF-8.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

/// RFC 6901: "~" and "/" escaped.
[[nodiscard]] std::string pointer_token(std::string_view name);

}  // namespace opencarnet::contract
