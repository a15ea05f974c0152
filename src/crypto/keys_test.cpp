#include "crypto/keys.h"

#include <gtest/gtest.h>

namespace opencarnet::crypto {
namespace {

Instant at(const char* text) { return parse_instant(text).value(); }

Bytes hex(std::string_view text) {
  Bytes bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

TEST(Keys, signing_agrees_with_RFC_8032_test_2) {
  const auto key = SigningKey::from_seed(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
                                         at("2026-01-10T08:00:00Z"));
  EXPECT_EQ(Bytes(key.public_key().begin(), key.public_key().end()),
            hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
  const auto signature = key.sign(hex("72"));
  EXPECT_EQ(Bytes(signature.begin(), signature.end()),
            hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
  EXPECT_TRUE(ed25519_verifies(key.public_key(), hex("72"), signature));
  EXPECT_FALSE(ed25519_verifies(key.public_key(), hex("73"), signature));
  EXPECT_FALSE(ed25519_verifies(key.public_key(), hex("72"), BytesView(signature).first(63)));
}

TEST(Keys, the_newest_key_signs_and_retired_ones_still_verify) {
  KeyRing ring;
  EXPECT_THROW((void)ring.current(), std::runtime_error);
  const auto old_kid = ring.rotate(at("2026-01-10T08:00:00Z"));
  const auto signature = ring.current().sign(bytes_of("x"));
  const auto new_kid = ring.rotate(at("2026-06-10T08:00:00Z"));
  EXPECT_EQ(ring.current().kid(), new_kid);
  EXPECT_TRUE(ring.retire(old_kid, at("2026-06-10T08:00:00Z")));
  EXPECT_FALSE(ring.retire("00000000", at("2026-06-10T08:00:00Z")));
  EXPECT_TRUE(ed25519_verifies(*ring.verification_keys().find(old_kid), bytes_of("x"), signature));
  EXPECT_TRUE(ring.remove(old_kid));
  EXPECT_EQ(ring.verification_keys().find(old_kid), nullptr);
}

TEST(Keys, a_ring_comes_back_from_its_record_and_its_public_set_has_no_secret) {
  KeyRing ring;
  const auto old_kid = ring.rotate(at("2026-01-10T08:00:00Z"));
  ring.rotate(at("2026-06-10T08:00:00Z"));
  ring.retire(old_kid, at("2026-06-11T08:00:00Z"));
  const auto copy = KeyRing::from_json(nlohmann::json::parse(ring.to_json().dump()));
  EXPECT_EQ(copy.to_json(), ring.to_json());
  EXPECT_EQ(copy.current().kid(), ring.current().kid());

  const auto published = ring.public_set();
  EXPECT_EQ(published["keys"].size(), 2U);
  EXPECT_EQ(published["keys"][0]["kty"], "OKP");
  for (const auto& key : ring.keys()) EXPECT_EQ(published.dump().find(base64url(key.seed())), std::string::npos);
  const auto keys = VerificationKeys::from_public_set(published);
  ASSERT_TRUE(keys);
  ASSERT_NE(keys->find(old_kid), nullptr);
  EXPECT_EQ(*keys->find(old_kid), ring.keys()[0].public_key());
}

TEST(Keys, records_and_documents_that_are_none_are_recognised) {
  EXPECT_THROW((void)KeyRing::from_json({{"keys", {{{"seed", "AA"}}}}}), std::runtime_error);
  EXPECT_THROW((void)KeyRing::from_json(nullptr), std::runtime_error);
  EXPECT_FALSE(VerificationKeys::from_public_set(nullptr));
  EXPECT_FALSE(VerificationKeys::from_public_set({{"keys", 1}}));
  const nlohmann::json short_key{{"kty", "OKP"}, {"crv", "Ed25519"}, {"kid", "a"}, {"x", "AAAA"}};
  EXPECT_FALSE(VerificationKeys::from_public_set({{"keys", nlohmann::json::array({short_key})}}));
}

}  // namespace
}  // namespace opencarnet::crypto
