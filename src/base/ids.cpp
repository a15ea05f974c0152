#include "base/ids.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace opencarnet {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t length = 20, time_characters = 9, random_characters = length - time_characters;

}  // namespace

std::string new_id(Instant now) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start: no source of randomness");
  std::string id(length, '0');
  auto millis = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (std::size_t at = time_characters; at-- > 0; millis >>= 5) id[at] = alphabet[millis & 31U];
  std::array<unsigned char, random_characters> random{};
  randombytes_buf(random.data(), random.size());
  for (std::size_t at = 0; at < random.size(); ++at) id[time_characters + at] = alphabet[random[at] & 31U];
  return id;
}

std::string new_id() {
  return new_id(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

bool is_id(std::string_view text) {
  return text.size() == length && text.find_first_not_of(alphabet) == std::string_view::npos;
}

}  // namespace opencarnet
