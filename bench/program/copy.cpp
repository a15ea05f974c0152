#include "program/copy.h"

#include "base/code_text.h"
#include "demo/random.h"
#include "issuing/answers.h"

namespace opencarnet::bench {
namespace {

constexpr std::string_view id_alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_length = 20, id_time = 9;
constexpr unsigned bits = 5;

}  // namespace

std::uint64_t Copy::chance(std::size_t place, std::uint64_t purpose) const {
  demo::Random random(stock_.seed ^ (static_cast<std::uint64_t>(index_) << 20U) ^ (place << 4U) ^ purpose);
  return random.next() ^ (random.next() << 7U);
}

std::string Copy::number() const {
  return fmt::format("{}{:0{}}", life_.number_letters, index_ + 1, life_.number_digits);
}

std::string Copy::id(std::size_t place) const {
  const auto order = ((index_ / block) * stock_.places + static_cast<std::int64_t>(place)) * block + index_ % block;
  auto time = static_cast<std::uint64_t>(stock_.first_instant_ms + order * stock_.step_ms);
  auto random = chance(place, 1);
  std::string id(id_length, '0');
  for (std::size_t at = id_time; at-- > 0; time >>= bits) id[at] = id_alphabet[time & 31U];
  for (std::size_t at = id_time; at < id_length; ++at, random >>= bits) id[at] = id_alphabet[random & 31U];
  return id;
}

std::string Copy::code(std::size_t place, std::uint64_t purpose, std::size_t length) const {
  std::string code;
  std::uint64_t random = 0;
  for (std::size_t at = 0; at < length; ++at, random >>= bits) {
    if (at % 12 == 0) random = chance(place, purpose + at);
    code += code_alphabet[random & 31U];
  }
  return code;
}

void Copy::append(std::size_t place, std::string& out) const {
  if (place == place_carnet_id) {
    out += std::to_string(carnet_id());
  } else if (place == place_number) {
    out += number();
  } else if (place == place_digest) {
    out += stock_.digests.at(static_cast<std::size_t>(index_));
  } else {
    out += id(place);
  }
}

std::string digest_of(const Life& life, std::int64_t index) {
  const Stock none;
  const Copy copy(none, life, index);
  auto carnet = life.carnet;
  carnet.carnet_id = copy.carnet_id();
  carnet.number = copy.number();
  return issuing::content_digest(carnet);
}

}  // namespace opencarnet::bench
