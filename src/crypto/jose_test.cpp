#include "crypto/jose.h"

#include <gtest/gtest.h>
#include <jansson.h>
extern "C" {  // the header does not say so itself
#include <jose/jose.h>
}

namespace opencarnet::crypto {
namespace {

using Json = nlohmann::json;
using OwnedJson = std::unique_ptr<json_t, void (*)(json_t*)>;

OwnedJson jansson(const Json& value) { return {json_loads(value.dump().c_str(), 0, nullptr), json_decref}; }

std::vector<std::string> split(const std::string& token) {
  std::vector<std::string> parts{""};
  for (const char sign : token) {
    if (sign == '.') {
      parts.emplace_back();
    } else {
      parts.back().push_back(sign);
    }
  }
  return parts;
}

std::string with_header(const std::string& token, const Json& header) {
  return base64url(bytes_of(header.dump())) + token.substr(token.find('.'));
}

// RFC 7517 appendix A.2
const Json rfc_key{{"kty", "EC"},
                   {"crv", "P-256"},
                   {"x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"},
                   {"y", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
                   {"d", "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}};

TEST(DeviceKey, a_private_key_of_the_RFC_is_read_and_its_public_part_named) {
  const auto pair = DeviceKeyPair::from_private_jwk(rfc_key);
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->to_private_jwk(), rfc_key);
  const auto jwk = jansson(rfc_key);
  const OwnedJson named{jose_jwk_thp(nullptr, jwk.get(), "S256"), json_decref};
  EXPECT_EQ(pair->public_key().thumbprint(), json_string_value(named.get()));
}

TEST(DeviceKey, a_thumbprint_is_the_digest_of_the_required_members_in_order) {
  const auto pair = DeviceKeyPair::from_private_jwk(rfc_key).value();
  const auto text = R"({"crv":"P-256","kty":"EC","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
                    R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"})";
  EXPECT_EQ(pair.public_key().thumbprint(), base64url(sha256(bytes_of(text))));
}

TEST(DeviceKey, what_a_browser_exports_is_taken) {
  Json jwk = DeviceKeyPair::generate().public_key().to_jwk();
  jwk["ext"] = true;
  jwk["key_ops"] = Json::array({"verify"});
  EXPECT_TRUE(DevicePublicKey::from_jwk(jwk));
}

TEST(DeviceKey, anything_but_a_public_P256_key_is_refused) {
  const Json good = DeviceKeyPair::generate().public_key().to_jwk();
  const auto changed = [&](const char* member, Json value) {
    Json jwk = good;
    jwk[member] = std::move(value);
    return jwk;
  };
  auto off_curve = from_base64url(good["x"].get<std::string>()).value();
  off_curve[31] ^= 1U;
  for (const auto& bad : {Json(nullptr),
                          Json("key"),
                          Json::array(),
                          Json::object(),
                          rfc_key,
                          changed("kty", "OKP"),
                          changed("kty", 1),
                          changed("crv", "P-384"),
                          changed("crv", "secp256k1"),
                          changed("x", "AA"),
                          changed("x", 5),
                          changed("y", ""),
                          changed("y", good["x"]),
                          changed("x", base64url(off_curve)),
                          changed("x", std::string(43, 'A')),
                          changed("x", std::string(43, '_')),
                          changed("k", "AAAA"),
                          changed("x5u", "https://example.org/"),
                          changed("x", good["x"].get<std::string>() + "="),
                          changed("x", std::string(1'000'000, 'A'))}) {
    const auto key = DevicePublicKey::from_jwk(bad);
    ASSERT_FALSE(key) << bad.dump().substr(0, 200);
    EXPECT_EQ(key.error().code, Code::device_key_invalid);
  }
  Json mixed = DeviceKeyPair::generate().to_private_jwk();
  mixed["d"] = rfc_key["d"];
  EXPECT_FALSE(DeviceKeyPair::from_private_jwk(mixed));
  EXPECT_FALSE(DeviceKeyPair::from_private_jwk(good));
}

TEST(Jws, RFC_7515_appendix_A3_verifies) {
  const Json jwk{{"kty", "EC"},
                 {"crv", "P-256"},
                 {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                 {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}};
  const auto payload = verify_jws(DevicePublicKey::from_jwk(jwk).value(),
                                  "eyJhbGciOiJFUzI1NiJ9"
                                  ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                                  "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                                  ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
                                  "pmWQxfKTUJqPP3-Kg6NU1Q");
  ASSERT_TRUE(payload);
  EXPECT_NE(payload->find("\"joe\""), std::string::npos);
}

TEST(Jws, another_implementation_verifies_ours) {
  const auto pair = DeviceKeyPair::generate();
  const auto parts = split(sign_jws(pair, "signed"));
  const auto jws = jansson({{"protected", parts[0]}, {"payload", parts[1]}, {"signature", parts[2]}});
  EXPECT_TRUE(jose_jws_ver(nullptr, jws.get(), nullptr, jansson(pair.public_key().to_jwk()).get(), false));
}

TEST(Jws, T1_another_devices_signature_and_every_changed_character_are_refused) {
  const auto pair = DeviceKeyPair::generate();
  const auto token = sign_jws(pair, R"({"carnet_id":4711})");
  EXPECT_EQ(verify_jws(pair.public_key(), token).value(), R"({"carnet_id":4711})");
  const auto other = verify_jws(DeviceKeyPair::generate().public_key(), token);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Code::signature_not_valid);
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'Q' : 'A';
    EXPECT_FALSE(verify_jws(pair.public_key(), changed)) << at;
    EXPECT_FALSE(verify_jws(pair.public_key(), token.substr(0, at))) << at;
  }
  EXPECT_FALSE(verify_jws(pair.public_key(), token + "A"));
  EXPECT_FALSE(verify_jws(pair.public_key(), token + ".A"));
  EXPECT_FALSE(verify_jws(pair.public_key(), std::string(longest_token + 1, 'A')));
  EXPECT_FALSE(verify_jws(pair.public_key(), std::string(100'000, '.')));
}

TEST(Jws, the_token_never_chooses_its_algorithm_or_key) {
  const auto pair = DeviceKeyPair::generate();
  const auto token = sign_jws(pair, "x");
  const auto attacker = DeviceKeyPair::generate();
  for (const auto& header :
       {Json{{"alg", "none"}}, Json{{"alg", "HS256"}}, Json{{"alg", 256}}, Json::object(), Json::array(), Json(1),
        Json{{"alg", "ES256"}, {"crit", {"b64"}}, {"b64", false}}, Json{{"alg", "ES256"}, {"kid", 1}},
        Json{{"alg", "ES256"}, {"jwk", attacker.public_key().to_jwk()}}}) {
    EXPECT_FALSE(verify_jws(pair.public_key(), with_header(token, header))) << header.dump();
  }
  const std::string twice = R"({"alg":"none","alg":"ES256"})";
  const auto repeated = verify_jws(pair.public_key(), base64url(bytes_of(twice)) + token.substr(token.find('.')));
  EXPECT_EQ(repeated.error().params.at("problem"), "its header cannot be read");
  const auto deep = std::string(2000, '[') + std::string(2000, ']');
  EXPECT_FALSE(verify_jws(pair.public_key(), base64url(bytes_of(deep)) + token.substr(token.find('.'))));
  const auto zeros = token.substr(0, token.rfind('.') + 1) + std::string(86, 'A');
  EXPECT_FALSE(verify_jws(pair.public_key(), zeros));
}

TEST(Jws, T1_a_detached_signature_holds_for_its_content_only) {
  const auto pair = DeviceKeyPair::generate();
  const auto token = sign_detached_jws(pair, "declaration");
  EXPECT_TRUE(verify_detached_jws(pair.public_key(), token, "declaration"));
  EXPECT_FALSE(verify_detached_jws(pair.public_key(), token, "declaratioN"));
  EXPECT_FALSE(verify_detached_jws(pair.public_key(), sign_jws(pair, "declaration"), "declaration"));
  EXPECT_FALSE(verify_detached_jws(DeviceKeyPair::generate().public_key(), token, "declaration"));
}

TEST(Jwe, the_KDF_agrees_with_RFC_7518_appendix_C) {
  const Bytes z{158, 86, 217, 29,  129, 113, 53,  211, 114, 131, 66,  131, 191, 132, 38,  156,
                251, 49, 110, 163, 218, 128, 106, 72,  246, 218, 167, 121, 140, 254, 144, 196};
  EXPECT_EQ(base64url(concat_kdf(z, "A128GCM", "Alice", "Bob", 128)), "VqqN6vgjbSBcIijNcacQGg");
}

TEST(Jwe, another_implementation_reads_ours_and_we_read_its) {
  const auto pair = DeviceKeyPair::generate();
  const auto parts = split(encrypt_jwe(pair.public_key(), "the carnet"));
  ASSERT_EQ(parts.size(), 5U);
  const auto jwe = jansson({{"protected", parts[0]},
                            {"encrypted_key", parts[1]},
                            {"iv", parts[2]},
                            {"ciphertext", parts[3]},
                            {"tag", parts[4]}});
  std::size_t length = 0;
  char* plain =
      static_cast<char*>(jose_jwe_dec(nullptr, jwe.get(), nullptr, jansson(pair.to_private_jwk()).get(), &length));
  ASSERT_NE(plain, nullptr);
  EXPECT_EQ(std::string(plain, length), "the carnet");
  std::free(plain);

  const auto theirs = jansson({{"protected", {{"alg", "ECDH-ES+A256KW"}, {"enc", "A256GCM"}}}});
  const auto key = jansson({{"kty", "oct"}, {"k", base64url(random_bytes(32))}});
  ASSERT_TRUE(jose_jwe_enc_jwk(nullptr, theirs.get(), nullptr, jansson(pair.public_key().to_jwk()).get(), key.get()));
  ASSERT_TRUE(jose_jwe_enc_cek(nullptr, theirs.get(), key.get(), "from elsewhere", 14));
  const auto part = [&](const char* name) {
    return std::string(json_string_value(json_object_get(theirs.get(), name)));
  };
  // libjose leaves the ephemeral key in the unprotected header of the recipient: not a compact message then
  if (json_object_get(theirs.get(), "header") == nullptr) {
    const auto token = fmt::format("{}.{}.{}.{}.{}", part("protected"), part("encrypted_key"), part("iv"),
                                   part("ciphertext"), part("tag"));
    EXPECT_EQ(decrypt_jwe(pair, token).value(), "from elsewhere");
  }
}

TEST(Jwe, only_the_device_it_is_for_reads_it_and_only_unchanged) {
  const auto pair = DeviceKeyPair::generate();
  const auto token = encrypt_jwe(pair.public_key(), "the carnet");
  EXPECT_EQ(token.find("carnet"), std::string::npos);
  EXPECT_NE(token, encrypt_jwe(pair.public_key(), "the carnet"));
  EXPECT_EQ(decrypt_jwe(pair, token).value(), "the carnet");
  const auto other = decrypt_jwe(DeviceKeyPair::generate(), token);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Code::encrypted_message_not_valid);
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'Q' : 'A';
    EXPECT_FALSE(decrypt_jwe(pair, changed)) << at;
    EXPECT_FALSE(decrypt_jwe(pair, token.substr(0, at))) << at;
  }
}

TEST(Jwe, empty_and_large_texts_pass) {
  const auto pair = DeviceKeyPair::generate();
  EXPECT_EQ(decrypt_jwe(pair, encrypt_jwe(pair.public_key(), "")).value(), "");
  const std::string large(3'000'000, 'x');
  EXPECT_EQ(decrypt_jwe(pair, encrypt_jwe(pair.public_key(), large)).value(), large);
}

TEST(Jwe, other_algorithms_compression_and_bad_ephemeral_keys_are_refused) {
  const auto pair = DeviceKeyPair::generate();
  const auto token = encrypt_jwe(pair.public_key(), "x");
  const auto bytes = from_base64url(token.substr(0, token.find('.'))).value();
  const auto good = Json::parse(bytes.begin(), bytes.end());
  const auto changed = [&](const char* member, Json value) {
    Json header = good;
    header[member] = std::move(value);
    return with_header(token, header);
  };
  for (const auto& bad :
       {changed("alg", "dir"), changed("alg", "RSA1_5"), changed("enc", "A128CBC-HS256"), changed("zip", "DEF"),
        changed("crit", Json::array({"exp"})), changed("epk", nullptr), changed("epk", rfc_key),
        changed("epk", {{"kty", "EC"}, {"crv", "P-256"}, {"x", std::string(43, 'A')}, {"y", std::string(43, 'A')}}),
        changed("kid", "another"), with_header(token, Json())}) {
    EXPECT_FALSE(decrypt_jwe(pair, bad));
  }
}

}  // namespace
}  // namespace opencarnet::crypto
