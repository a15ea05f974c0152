// The JSON forms of carnets and goods, spelled as in the contract (api/common/schemas.yaml), and back.
#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "carnet/allowed_actions.h"
#include "carnet/carnet.h"
#include "carnet/ledger.h"
#include "carnet/life.h"

namespace opencarnet::records {

using nlohmann::json;

[[nodiscard]] json to_json(const carnet::Party& party);
[[nodiscard]] json to_json(const carnet::Sets& sets);
[[nodiscard]] json to_json(const carnet::Totals& totals);
/// [{"item": 4, "pieces": 1}, …]
[[nodiscard]] json to_json(const carnet::Goods& goods);
[[nodiscard]] json to_json(const carnet::GeneralList& list);
[[nodiscard]] json to_json(const std::vector<carnet::GoodsWithAction>& lists);
[[nodiscard]] json to_json(const std::vector<carnet::Change>& changes);
[[nodiscard]] json to_json(const std::vector<carnet::AllowedAction>& actions);

/// The lists that may have thousands of lines as text, for answers that are sent as they are (edge::Answer::written).
[[nodiscard]] std::string written(const carnet::GeneralList& list);
/// Where every piece is; home is named by its territory.
[[nodiscard]] std::string written(const std::vector<carnet::PlaceLine>& places, const carnet::TerritoryCode& home);

/// What the issuer states, from a draft's or an issued carnet's content (contract: DraftContent). Amounts and weights
/// are read exactly; every error is added under its pointer. Fields that are missing stay empty: the kernel's
/// check_carnet says what an issue needs.
[[nodiscard]] carnet::Carnet carnet_from(const json& content, const json& general_list, FieldErrors& errors);

/// Goods as the contract takes them: a list of item and pieces, or ranges as people type them (T4). Checked against the
/// General List; errors are added under `pointer`.
[[nodiscard]] carnet::Goods goods_from(const json& value, const carnet::Goods& listed, const std::string& pointer,
                                       FieldErrors& errors);
[[nodiscard]] std::vector<carnet::GoodsWithAction> goods_with_action_from(const json& value,
                                                                          const carnet::Goods& listed,
                                                                          const std::string& pointer,
                                                                          FieldErrors& errors);
/// A list this program wrote itself: [{"item", "pieces"}, …].
[[nodiscard]] carnet::Goods goods_from_record(const json& value);

}  // namespace opencarnet::records
