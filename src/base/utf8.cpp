#include "base/utf8.h"

#include <cstddef>
#include <optional>

namespace opencarnet {
namespace {

struct Lead {
  std::size_t more = 0;                        // bytes that follow
  unsigned char least = 0x80, largest = 0xBF;  // what the first of them may be
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80) return Lead{};
  if (byte < 0xC2 || byte > 0xF4) return {};
  if (byte < 0xE0) return Lead{1};
  if (byte < 0xF0)
    return Lead{2, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
  return Lead{3, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
              static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto lead = lead_of(static_cast<unsigned char>(text.front()));
    if (!lead || text.size() <= lead->more) return false;
    for (std::size_t at = 1; at <= lead->more; ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte < (at == 1 ? lead->least : 0x80) || byte > (at == 1 ? lead->largest : 0xBF)) return false;
    }
    text.remove_prefix(lead->more + 1);
  }
  return true;
}

}  // namespace opencarnet
