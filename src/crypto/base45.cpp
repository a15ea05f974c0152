#include "crypto/base45.h"

namespace opencarnet::crypto {
namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
static_assert(signs.size() == 45);

}  // namespace

std::string base45(BytesView bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    const bool pair = at + 1 < bytes.size();
    const unsigned value = pair ? bytes[at] * 256U + bytes[at + 1] : bytes[at];
    text.push_back(signs[value % 45]);
    text.push_back(signs[value / 45 % 45]);
    if (pair) text.push_back(signs[value / 2025]);
  }
  return text;
}

std::optional<Bytes> from_base45(std::string_view text) {
  if (text.size() % 3 == 1) return std::nullopt;
  Bytes bytes;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    const auto group = text.substr(at, 3);
    unsigned value = 0;
    for (auto sign = group.rbegin(); sign != group.rend(); ++sign) {
      const auto digit = signs.find(*sign);
      if (digit == std::string_view::npos) return std::nullopt;
      value = value * 45 + static_cast<unsigned>(digit);
    }
    if (value > (group.size() == 3 ? 0xFFFFU : 0xFFU)) return std::nullopt;
    if (group.size() == 3) bytes.push_back(static_cast<std::uint8_t>(value >> 8U));
    bytes.push_back(static_cast<std::uint8_t>(value & 0xFFU));
  }
  return bytes;
}

}  // namespace opencarnet::crypto
