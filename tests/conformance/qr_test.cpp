#include <gtest/gtest.h>

#include "conformance/conformance.h"
#include "crypto/base45.h"
#include "crypto/cbor.h"
#include "crypto/cose.h"
#include "crypto/declaration_qr.h"
#include "crypto/deflate.h"

namespace opencarnet::crypto {
namespace {

using nlohmann::json;

// Keys of these files sign nothing else: their seeds stand here.
const SigningKey& key() {
  static const auto made = SigningKey::from_seed(Bytes(32, 7), Instant{});
  return made;
}
const SigningKey& unknown_key() {
  static const auto made = SigningKey::from_seed(Bytes(32, 8), Instant{});
  return made;
}

DeclarationQr ordinary() {
  return {.version = 1,
          .carnet_id = 768'255,
          .carnet_number = "CHTA00000133",
          .transaction_code = "8KQ2M4TZ9WXYC",
          .type = 4,
          .from_territory = "CH_LI",
          .to_territory = "EU",
          .goods_ranges = "1-4, 7, 9-12, 15x2",
          .valid_until = "2027-01-09",
          .signed_at = 1'795'000'000};
}

json fields_of(const DeclarationQr& it) {
  return {{"version", it.version},
          {"carnet_id", it.carnet_id},
          {"carnet_number", it.carnet_number},
          {"transaction_code", it.transaction_code},
          {"type", it.type},
          {"from_territory", it.from_territory},
          {"to_territory", it.to_territory},
          {"goods_ranges", it.goods_ranges},
          {"valid_until", it.valid_until},
          {"signed_at", it.signed_at}};
}

std::string qr_of(BytesView message) { return "OC1:" + base45(deflate_raw(message)); }
std::string packed_qr(const Bytes& packed) { return "OC1:" + base45(packed); }
Bytes message_of(const std::string& text) { return inflate_raw(from_base45(text.substr(4)).value(), 16384).value(); }

// A message without its compression: one stored block of deflate, as another maker of the format may write it.
Bytes stored(const Bytes& message) {
  const auto size = static_cast<unsigned>(message.size());
  Bytes packed{1};
  for (const auto half : {size, ~size})
    for (const unsigned shift : {0U, 8U}) packed.push_back(static_cast<std::uint8_t>(half >> shift & 0xFFU));
  packed.insert(packed.end(), message.begin(), message.end());
  return packed;
}

json genuine() {
  auto longest = ordinary();
  longest.goods_ranges = "1";
  for (int item = 3; item < 400; item += 2) longest.goods_ranges += fmt::format(", {}", item);
  auto foreign_letters = ordinary();
  foreign_letters.carnet_number = "ĀÇ大123";
  foreign_letters.version = 1'000'000;
  foreign_letters.carnet_id = 9'007'199'254'740'991;
  foreign_letters.valid_until = "9999-12-31";
  foreign_letters.signed_at = 0;
  json made = json::array();
  for (auto declaration : {ordinary(), longest, foreign_letters})
    made.push_back({{"text", encode_declaration_qr(declaration, key())}, {"declaration", fields_of(declaration)}});
  for (int type = 1; type <= 8; ++type) {
    auto declaration = ordinary();
    declaration.type = type;
    made.push_back({{"text", encode_declaration_qr(declaration, key())}, {"declaration", fields_of(declaration)}});
  }
  const auto text = encode_declaration_qr(ordinary(), key());
  made.push_back({{"text", text + "\r\n"}, {"declaration", fields_of(ordinary())}});
  made.push_back({{"text", packed_qr(stored(message_of(text)))}, {"declaration", fields_of(ordinary())}});
  return made;
}

json damaged_messages() {
  const auto message = message_of(encode_declaration_qr(ordinary(), key()));
  json made = json::array();
  for (std::size_t at = 0; at < message.size(); at += 3) {
    if (at >= 7 && at < 11) continue;  // the name of the key
    auto changed = message;
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ (1U << at % 8));
    made.push_back(qr_of(changed));
  }
  auto longer = message;
  longer.push_back(0);
  made.push_back(qr_of(longer));
  made.push_back(qr_of(BytesView(message).first(message.size() - 1)));
  made.push_back(qr_of(Bytes(16384, 0)));
  made.push_back(qr_of(Bytes(1'000'000, 0)));
  return made;
}

// Rightly signed, but no declaration.
json damaged_payloads() {
  json made = json::array();
  const auto sign = [&](CborWriter& writer) { made.push_back(qr_of(cose_sign1(key(), std::move(writer).take()))); };
  for (const int type : {0, 9}) {
    auto declaration = ordinary();
    declaration.type = type;
    made.push_back(encode_declaration_qr(declaration, key()));
  }
  auto none = ordinary();
  none.version = 0;
  made.push_back(encode_declaration_qr(none, key()));
  CborWriter small;
  small.map(1).integer(1).integer(1);
  sign(small);
  CborWriter other_order;
  other_order.map(10).integer(2).integer(768'255).integer(1).integer(1);
  sign(other_order);
  made.push_back(qr_of(cose_sign1(key(), {})));
  CborWriter bad_text;
  bad_text.map(10).integer(1).integer(1).integer(2).integer(1).integer(3).text("\xC3\x28");
  sign(bad_text);
  return made;
}

json damaged_packing() {
  const auto text = encode_declaration_qr(ordinary(), key());
  const auto packed = from_base45(text.substr(4)).value();
  json made = json::array({"OC1:", text + "0", text + "000", text.substr(0, text.size() - 1), text.substr(0, 40),
                           "OC1:" + std::string(5000, '0'), "OC1::::", "OC1:GGW", "OC1:bb8"});
  auto behind = packed;
  behind.push_back(0);
  made.push_back(packed_qr(behind));
  for (unsigned bit = 0; bit < 8; ++bit) {
    auto changed = packed;
    changed.back() = static_cast<std::uint8_t>(changed.back() ^ (1U << bit));
    made.push_back(packed_qr(changed));
  }
  auto wrong_length = stored(message_of(text));
  wrong_length[3] ^= 1U;
  made.push_back(packed_qr(wrong_length));
  made.push_back(packed_qr({0x07}));              // a block of no kind
  made.push_back(packed_qr({0x03, 0x00}));        // whole, and empty
  made.push_back(packed_qr({0x05, 0xe0, 0xff}));  // lengths of more codes than there is room for
  return made;
}

json made_file() {
  json damaged = damaged_packing();
  for (const auto& more : {damaged_messages(), damaged_payloads()})
    for (const auto& it : more) damaged.push_back(it);
  const json jwk{{"kty", "OKP"}, {"crv", "Ed25519"}, {"kid", key().kid()}, {"x", base64url(key().public_key())}};
  const json other_kind{{"kty", "EC"}, {"crv", "P-256"}, {"kid", unknown_key().kid()}};
  return {{"about",
           "Texts of QRs with what a reader must say of them (docs/formats/qr.md, rule X2). Made by "
           "tests/conformance/qr_test.cpp with OPENCARNET_WRITE_CONFORMANCE=1."},
          {"keys", {{"keys", {jwk, other_kind}}}},
          {"genuine", genuine()},
          {"unknown_key", {{{"text", encode_declaration_qr(ordinary(), unknown_key())}, {"kid", unknown_key().kid()}}}},
          {"foreign", {"", "hello", "https://example.org/", "HC1:6BF", "oc1:ABC", "OC2:ABC", "OC", "OCS:1:2"}},
          {"damaged", damaged}};
}

const json& file() {
  static const auto read = [] {
    if (conformance::writing()) std::ofstream(conformance::path_of("qr.json")) << made_file().dump(1) << '\n';
    return conformance::read("qr.json");
  }();
  return read;
}

Result<DeclarationQr> verdict(const json& text) {
  return verify_declaration_qr(text.get<std::string>(), *VerificationKeys::from_public_set(file().at("keys")));
}

TEST(Conformance, X2_genuine_QRs_say_what_was_declared) {
  ASSERT_GE(file().at("genuine").size(), 10U);
  for (const auto& it : file().at("genuine")) {
    const auto declaration = verdict(it.at("text"));
    ASSERT_TRUE(declaration) << it;
    EXPECT_EQ(fields_of(*declaration), it.at("declaration"));
  }
}

TEST(Conformance, X2_other_QRs_are_told_apart) {
  ASSERT_GE(file().at("damaged").size(), 50U);
  for (const auto& text : file().at("damaged")) {
    const auto declaration = verdict(text);
    ASSERT_FALSE(declaration) << text;
    EXPECT_EQ(declaration.error().code, Code::qr_damaged) << text;
  }
  for (const auto& text : file().at("foreign")) EXPECT_EQ(verdict(text).error().code, Code::qr_of_another_system);
  for (const auto& it : file().at("unknown_key")) {
    const auto declaration = verdict(it.at("text"));
    ASSERT_FALSE(declaration);
    EXPECT_EQ(declaration.error().code, Code::qr_key_unknown);
    EXPECT_EQ(declaration.error().params.at("kid"), it.at("kid").get<std::string>());
  }
}

}  // namespace
}  // namespace opencarnet::crypto
