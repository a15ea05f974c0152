// Codes people show and type (X1), and what a QR proves (X2). Where randomness and secrets live is not here.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "carnet/carnet.h"
#include "carnet/transaction.h"

namespace opencarnet::carnet {

/// Crockford's 32: of each pair of look-alikes one; the other is read as it.
inline constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum class CodeKind : std::uint8_t { transaction, verification, cancellation };
/// X1: 13, 14, 12 characters; 5 bits each, so 60 bits at least.
[[nodiscard]] std::size_t code_length(CodeKind kind);

/// A code from random bytes, one per character, of a cryptographic source.
[[nodiscard]] std::string make_code(CodeKind kind, std::span<const unsigned char> random);

/// What was typed as it is stored: capitals, no blanks or dashes, O as 0, I and L as 1. Refuses code_malformed, without
/// repeating what was typed.
[[nodiscard]] Result<std::string> normalise_code(CodeKind kind, std::string_view typed);

/// Groups of four for eyes: "A5C1 E9FH AXRA NP".
[[nodiscard]] std::string grouped(std::string_view code);

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
