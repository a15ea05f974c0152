// Words of the kernel (rules.md §1) and how they are written.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace opencarnet::carnet {

using opencarnet::to_text;  // days and instants beside the kernel's own words

using CarnetId = std::int64_t;
using CountryCode = std::string;    // ISO 3166 or a user-assigned test code XA–XZ
using TerritoryCode = std::string;  // EU, CH_LI, GB …
using UseCode = std::string;        // EF, PE, CS …: an Istanbul annex use; which exist is data

enum class CarnetType : std::uint8_t { ata, cpd };

enum class TransactionType : std::uint8_t {
  validation,
  pre_exportation,
  exportation,
  importation,
  re_exportation,
  re_importation,
  transit_open,
  transit_close
};
inline constexpr std::array all_transaction_types{TransactionType::validation,     TransactionType::pre_exportation,
                                                  TransactionType::exportation,    TransactionType::importation,
                                                  TransactionType::re_exportation, TransactionType::re_importation,
                                                  TransactionType::transit_open,   TransactionType::transit_close};

/// What customs did with goods that did not go on (X7). Without one the goods stay to check.
enum class Action : std::uint8_t { home_use, customs_warehouse, destruction, abandonment, loss, duty_paid, other };

/// Where a declaration stands (T1, X11, X13).
enum class DeclarationState : std::uint8_t { prepared, signed_, rejected, committed };

/// Which button the officer pressed (X5): export and exit exist in two-step territories only.
enum class Step : std::uint8_t { commit, export_, exit };

/// Spelled as in the contract: "re_exportation", "ata", "home_use", "export".
[[nodiscard]] std::string_view to_text(TransactionType type);
[[nodiscard]] std::string_view to_text(CarnetType type);
[[nodiscard]] std::string_view to_text(Action action);
[[nodiscard]] std::string_view to_text(DeclarationState state);
[[nodiscard]] std::string_view to_text(Step step);
[[nodiscard]] std::optional<TransactionType> parse_transaction_type(std::string_view text);
[[nodiscard]] std::optional<CarnetType> parse_carnet_type(std::string_view text);
[[nodiscard]] std::optional<Action> parse_action(std::string_view text);
[[nodiscard]] std::optional<Step> parse_step(std::string_view text);

/// Committed by customs of the carnet's own territory only: validation, both exportations, re-importation.
[[nodiscard]] bool belongs_to_home(TransactionType type);

}  // namespace opencarnet::carnet
