// Raw deflate (RFC 1951), for texts of a QR's size.
#pragma once
#include <cstddef>
#include <optional>

#include "crypto/secrets.h"

namespace opencarnet::crypto {

[[nodiscard]] Bytes deflate_raw(BytesView bytes);
/// Nothing for damaged or truncated input, for anything behind its end, and as soon as more than `limit` bytes would
/// come out (a bomb is not unpacked to be measured).
[[nodiscard]] std::optional<Bytes> inflate_raw(BytesView packed, std::size_t limit);

}  // namespace opencarnet::crypto
