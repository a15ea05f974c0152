// The QR of a signed declaration (rule X2): what an officer without network needs to know that it is genuine and what
// it declares. Format: docs/formats/qr.md.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.h"
#include "crypto/keys.h"

namespace opencarnet::crypto {

struct DeclarationQr {
  int version = 1;  // of the declaration: grows with each signature (rule T7)
  std::int64_t carnet_id = 0;
  std::string carnet_number{};
  std::string transaction_code{};  // as normalise_code() leaves it
  int type = 0;  // 1 validation, 2 pre_exportation, 3 exportation, 4 importation, 5 re_exportation, 6 re_importation,
                 // 7 transit_open, 8 transit_close
  std::string from_territory{}, to_territory{};
  std::string goods_ranges{};  // "1-4,7,9-12"
  std::string valid_until{};   // a day, "2027-01-09"
  std::int64_t signed_at = 0;  // seconds since 1970, UTC
  friend bool operator==(const DeclarationQr&, const DeclarationQr&) = default;
};

/// A declaration of 20 scattered ranges still makes a QR that a phone reads from a screen.
[[nodiscard]] std::string encode_declaration_qr(const DeclarationQr& declaration, const SigningKey& key);

/// Refuses `qr_of_another_system` (not ours, or a format this program does not know), `qr_damaged` (anything changed),
/// `qr_key_unknown`. What is returned is exactly what was signed. Line ends that scanners append are passed over.
[[nodiscard]] Result<DeclarationQr> verify_declaration_qr(std::string_view text, const VerificationKeys& keys);

/// The short form for print: carnet ID and transaction code, unsigned ("OCS:4711:8KQ2M4TZ9WXYC").
struct ShortQr {
  std::int64_t carnet_id = 0;
  std::string transaction_code{};
  friend bool operator==(const ShortQr&, const ShortQr&) = default;
};
[[nodiscard]] std::string encode_short_qr(const ShortQr& short_qr);
[[nodiscard]] std::optional<ShortQr> parse_short_qr(std::string_view text);

}  // namespace opencarnet::crypto
