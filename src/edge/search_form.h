// Names as people look for them and sort them, in every script.
#pragma once
#include <string>

namespace opencarnet::edge {

/// Without case and accents, so that "zurich" finds Zürich: compare the forms of both.
[[nodiscard]] std::string search_form(const std::string& text);

/// As a dictionary sorts: "aarau" before "Ägeri" before "Bern". Below zero, zero, above zero.
[[nodiscard]] int compare_names(const std::string& a, const std::string& b);

}  // namespace opencarnet::edge
