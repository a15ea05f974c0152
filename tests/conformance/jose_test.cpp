#include <gtest/gtest.h>

#include "conformance/conformance.h"
#include "crypto/jose.h"

namespace opencarnet::crypto {
namespace {

using nlohmann::json;

DeviceKeyPair pair_in(const json& jwk) { return DeviceKeyPair::from_private_jwk(jwk).value(); }

// The browser's half of the file is written by web/packages/vault/src/device_keys.test.ts, this half here.
const json& file() {
  static const auto read = [] {
    auto content = conformance::read("jose.json");
    if (conformance::writing()) {
      content["jwe"] = encrypt_jwe(pair_in(content.at("encryption_key")).public_key(), content.at("content").dump());
      std::ofstream(conformance::path_of("jose.json")) << content.dump(1) << '\n';
    }
    return content;
  }();
  return read;
}

TEST(Conformance, what_a_browser_signed_is_verified_by_the_server) {
  const auto pair = pair_in(file().at("signing_key"));
  EXPECT_EQ(verify_jws(pair.public_key(), file().at("jws").get<std::string>()).value(),
            file().at("text").get<std::string>());
}

TEST(Conformance, what_the_server_encrypted_is_still_read_with_the_devices_key) {
  const auto text = decrypt_jwe(pair_in(file().at("encryption_key")), file().at("jwe").get<std::string>());
  EXPECT_EQ(json::parse(text.value()), file().at("content"));
}

}  // namespace
}  // namespace opencarnet::crypto
