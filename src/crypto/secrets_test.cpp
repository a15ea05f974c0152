#include "crypto/secrets.h"

#include <gtest/gtest.h>

#include "crypto/codes.h"

namespace opencarnet::crypto {
namespace {

TEST(Secrets, digests_agree_with_their_published_vectors) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  // RFC 4231, case 2
  EXPECT_EQ(base64url(hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))),
            "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");
}

TEST(Secrets, base64url_reads_only_what_it_writes) {
  for (std::size_t length = 0; length < 70; ++length) {
    const auto bytes = random_bytes(length);
    EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
  }
  for (const auto* bad : {"A", "AB=", "AB==", "A B", "AB\n", "AA+/", "AB" /* stray bits */, "Ä"}) {
    EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(from_base64url(std::string_view("AA\0A", 4)), std::nullopt);
}

TEST(Secrets, S3_tokens_are_long_and_differ) {
  EXPECT_EQ(random_token().size(), 43U);
  EXPECT_NE(random_token(), random_token());
  for (int i = 0; i < 1000; ++i) EXPECT_LT(random_below(7), 7U);
}

TEST(Secrets, I3_a_password_is_kept_as_Argon2id_with_its_own_salt) {
  const auto hash = hash_password("correct horse", cheapest_password_cost);
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_NE(hash, hash_password("correct horse", cheapest_password_cost));
  EXPECT_TRUE(password_matches(hash, "correct horse"));
  EXPECT_FALSE(password_matches(hash, "correct horsf"));
  EXPECT_FALSE(password_matches(hash, ""));
  EXPECT_FALSE(password_matches("", "correct horse"));
  EXPECT_FALSE(password_matches("$argon2id$nonsense", "correct horse"));
  EXPECT_FALSE(password_matches(std::string(100'000, '$'), "correct horse"));
  EXPECT_FALSE(password_matches(hash, std::string(longest_password + 1, 'x')));
  EXPECT_FALSE(needs_rehash(hash, cheapest_password_cost));
  EXPECT_TRUE(needs_rehash(hash));
}

TEST(Secrets, a_sealed_text_opens_only_with_its_key_and_purpose_and_unchanged) {
  const auto key = random_bytes(32);
  const auto sealed = seal(key, "totp", "a secret");
  EXPECT_EQ(unseal(key, "totp", sealed), "a secret");
  EXPECT_EQ(unseal(key, "key_ring", sealed), std::nullopt);
  EXPECT_EQ(unseal(random_bytes(32), "totp", sealed), std::nullopt);
  EXPECT_EQ(unseal(key, "totp", seal(key, "totp", "")), "");
  EXPECT_EQ(unseal(key, "totp", ""), std::nullopt);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto changed = sealed;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(unseal(key, "totp", changed), std::nullopt) << at;
  }
}

TEST(Codes, X1_each_kind_has_its_length_and_only_signs_of_the_alphabet) {
  EXPECT_EQ(new_transaction_code().size(), 13U);
  EXPECT_EQ(new_verification_code().size(), 14U);
  EXPECT_EQ(new_cancellation_code().size(), 12U);
  std::set<char> seen;
  for (int i = 0; i < 200; ++i) {
    const auto pin = new_carnet_pin();
    EXPECT_EQ(normalise_code(grouped_code(pin), carnet_pin_length), pin);
    seen.insert(pin.begin(), pin.end());
  }
  EXPECT_EQ(seen.size(), code_alphabet.size());
}

TEST(Codes, X1_the_keyed_hash_depends_on_key_purpose_and_code) {
  const auto key = random_bytes(32);
  const auto hash = code_hash(key, "transaction_code", "8KQ2M4TZ9WXYC");
  EXPECT_EQ(hash, code_hash(key, "transaction_code", "8KQ2M4TZ9WXYC"));
  EXPECT_TRUE(code_matches(key, "transaction_code", "8KQ2M4TZ9WXYC", hash));
  EXPECT_FALSE(code_matches(key, "transaction_code", "8KQ2M4TZ9WXYD", hash));
  EXPECT_FALSE(code_matches(key, "cancellation_code", "8KQ2M4TZ9WXYC", hash));
  EXPECT_FALSE(code_matches(random_bytes(32), "transaction_code", "8KQ2M4TZ9WXYC", hash));
  EXPECT_FALSE(code_matches(key, "transaction_code", "8KQ2M4TZ9WXYC", ""));
}

}  // namespace
}  // namespace opencarnet::crypto
