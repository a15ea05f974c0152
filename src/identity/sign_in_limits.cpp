#include "identity/sign_in_limits.h"

#include <arpa/inet.h>

#include <array>
#include <cstdint>

#include "crypto/secrets.h"

namespace opencarnet::identity {

std::string neighbourhood(const std::string& source) {
  std::array<std::uint8_t, 16> address{};
  if (inet_pton(AF_INET6, source.c_str(), address.data()) != 1) return source;
  static constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), address.begin()))
    return fmt::format("{}.{}.{}.{}", address[12], address[13], address[14], address[15]);
  std::string prefix;
  for (std::size_t i = 0; i < 8; ++i) prefix += fmt::format("{:02x}", address.at(i));
  return prefix + "/64";
}

platform::GuessLimit account_limit(const std::string& realm, const std::string& lower_case_email) {
  return {.key = "account:" + crypto::sha256_hex(realm + ":" + lower_case_email)};
}

platform::GuessLimit client_limit(const std::string& client_id) {
  return {.key = "client:" + crypto::sha256_hex(client_id)};
}

std::vector<platform::GuessLimit> door_limits(const SignInLimits& limits, platform::GuessLimit own,
                                              const std::string& source, Instant now) {
  const auto moment = to_text(now);  // "2026-11-22T14:03…"
  return {std::move(own),
          {"source:" + neighbourhood(source) + ":" + moment.substr(0, 13), limits.per_source_and_hour, 0},
          {"sign_in:" + moment.substr(0, 16), limits.overall_and_minute, 0}};
}

}  // namespace opencarnet::identity
