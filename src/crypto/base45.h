// RFC 9285: bytes as the 45 signs of a QR's alphanumeric mode.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "crypto/secrets.h"

namespace opencarnet::crypto {

[[nodiscard]] std::string base45(BytesView bytes);
/// Nothing for signs, lengths or values that writing never makes.
[[nodiscard]] std::optional<Bytes> from_base45(std::string_view text);

}  // namespace opencarnet::crypto
