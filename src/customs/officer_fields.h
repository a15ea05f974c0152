// What the officer states at commit, from the request to the kernel's words.
#pragma once
#include <nlohmann/json.hpp>

#include "carnet/commit.h"

namespace opencarnet::customs {

/// Adds every field error under its pointer. Supporting documents and goods processed abroad stand on the declaration:
/// what the officer states of them replaces what the holder stated and is recorded as the officer's change (X15).
[[nodiscard]] carnet::OfficerFields read_officer_fields(const nlohmann::json& body, const carnet::Goods& listed,
                                                        carnet::Declaration& declaration, FieldErrors& errors);

}  // namespace opencarnet::customs
