// Codes people show and type (X1), and what a QR proves (X2). The alphabet is base/code_text.h's; randomness and
// secrets live elsewhere.
#pragma once
#include <string>
#include <string_view>

#include "carnet/carnet.h"
#include "carnet/transaction.h"

namespace opencarnet::carnet {

enum class CodeKind : std::uint8_t { transaction, verification, cancellation };
/// X1: 13, 14, 12 characters of five bits each, so 60 bits at least.
[[nodiscard]] std::size_t code_length(CodeKind kind);

/// What was typed as it is stored. Refuses code_malformed, without repeating what was typed.
[[nodiscard]] Result<std::string> read_code(CodeKind kind, std::string_view typed);

/// X2: the facts under the signature of a QR, so that an officer without network can prove them.
struct Essence {
  int version = 1;
  CarnetId carnet_id = 0;
  std::string carnet_number;
  std::string transaction_code;
  TransactionType type{};
  TerritoryCode from_territory, to_territory;
  std::string goods_ranges;  // "1-4, 7"
  Day valid_until{};
  Instant signed_at{};
  friend bool operator==(const Essence&, const Essence&) = default;
};
/// The essence of a signed declaration; refuses an unsigned one (T1).
[[nodiscard]] Result<Essence> essence_of(const Carnet& carnet, const Declaration& declaration,
                                         const std::string& transaction_code, const TerritoryCode& from_territory,
                                         const TerritoryCode& to_territory);

}  // namespace opencarnet::carnet
