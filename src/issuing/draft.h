// What the issuer states before anything is decided about it. Pure.
#pragma once
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "carnet/general_list.h"

namespace opencarnet::issuing {

using nlohmann::json;

/// A draft's content (contract: DraftContent) as it is kept: the General List apart from the rest.
struct Draft {
  json content;       // without general_list
  json general_list;  // an array, empty where nothing was said
};
[[nodiscard]] Draft draft_of(const json& body);

/// What a list of carnets shows of one; computed at every save (C3).
struct Digest {
  std::string type;
  std::optional<std::string> wanted_number, holder_name, valid_until, currency;
  std::int64_t items = 0;
  /// None while the currency is missing or an amount cannot be read in it.
  std::optional<carnet::Totals> totals;
};
[[nodiscard]] Digest digest_of(const Draft& draft);

}  // namespace opencarnet::issuing
