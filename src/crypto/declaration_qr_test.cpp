#include "crypto/declaration_qr.h"

#include <gtest/gtest.h>

#include "crypto/base45.h"
#include "crypto/cbor.h"
#include "crypto/cose.h"
#include "crypto/deflate.h"

namespace opencarnet::crypto {
namespace {

DeclarationQr ordinary() {
  return {.version = 1,
          .carnet_id = 1'204'711,
          .carnet_number = "CHTA00000133",
          .transaction_code = "8KQ2M4TZ9WXYC",
          .type = 4,
          .from_territory = "CH_LI",
          .to_territory = "EU",
          .goods_ranges = "1-4,7,9-12,15,18-20",
          .valid_until = "2027-01-09",
          .signed_at = 1'795'000'000};
}

const SigningKey& key() {
  static const auto made = SigningKey::from_seed(Bytes(32, 7), Instant{});
  return made;
}

VerificationKeys keys() {
  VerificationKeys known;
  known.add(key().kid(), key().public_key());
  return known;
}

Code code_of(std::string_view text) {
  const auto result = verify_declaration_qr(text, keys());
  return result ? Code::fault : result.error().code;
}

std::string qr_of(BytesView message) { return "OC1:" + base45(deflate_raw(message)); }

TEST(Base45, agrees_with_RFC_9285) {
  EXPECT_EQ(base45(bytes_of("AB")), "BB8");
  EXPECT_EQ(base45(bytes_of("Hello!!")), "%69 VD92EX0");
  EXPECT_EQ(base45(bytes_of("base-45")), "UJCLQE7W581");
  EXPECT_EQ(text_of(from_base45("QED8WEX0").value()), "ietf!");
  EXPECT_EQ(base45({}), "");
  for (const auto* bad : {"GGW", ":::", "A", "BB8A", "bb8", "BB\n", "::"}) EXPECT_FALSE(from_base45(bad)) << bad;
  for (std::size_t length = 0; length < 50; ++length) {
    const auto bytes = random_bytes(length);
    EXPECT_EQ(from_base45(base45(bytes)), bytes);
  }
}

TEST(Cbor, agrees_with_RFC_8949_appendix_A_and_takes_the_shortest_form_only) {
  CborWriter writer;
  writer.integer(0).integer(23).integer(24).integer(1'000'000).integer(-1).integer(-100).text("IETF").bytes({});
  EXPECT_EQ(std::move(writer).take(), (Bytes{0x00, 0x17, 0x18, 0x18, 0x1a, 0x00, 0x0f, 0x42, 0x40, 0x20, 0x38, 0x63,
                                             0x64, 0x49, 0x45, 0x54, 0x46, 0x40}));
  for (const auto& bad : std::vector<Bytes>{{},
                                            {0x18},
                                            {0x18, 0x17},
                                            {0x19, 0x00, 0x18},
                                            {0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
                                            {0x1c},
                                            {0x1f},
                                            {0x40}}) {
    EXPECT_EQ(CborReader(bad).integer(), std::nullopt);
  }
  EXPECT_EQ(CborReader(Bytes{0x62, 0xc3}).text(), std::nullopt);        // shorter than said
  EXPECT_EQ(CborReader(Bytes{0x62, 0xc3, 0x28}).text(), std::nullopt);  // no UTF-8
  EXPECT_EQ(CborReader(Bytes{0x7f, 0x61, 0x61, 0xff}).text(), std::nullopt);
  EXPECT_EQ(CborReader(Bytes{0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}).bytes(), std::nullopt);
}

TEST(Deflate, stops_at_its_limit_and_wants_its_end) {
  const auto bomb = deflate_raw(Bytes(10'000'000, 0));
  EXPECT_EQ(inflate_raw(bomb, 16384), std::nullopt);
  const auto packed = deflate_raw(bytes_of("text"));
  EXPECT_EQ(text_of(inflate_raw(packed, 4).value()), "text");
  EXPECT_EQ(inflate_raw(packed, 3), std::nullopt);
  EXPECT_EQ(inflate_raw({}, 100), std::nullopt);
  auto longer = packed;
  longer.push_back(0);
  EXPECT_EQ(inflate_raw(longer, 100), std::nullopt);
  EXPECT_EQ(inflate_raw(BytesView(packed).first(packed.size() - 1), 100), std::nullopt);
}

TEST(DeclarationQr, X2_carries_the_declaration_in_at_most_260_characters) {
  const auto text = encode_declaration_qr(ordinary(), key());
  RecordProperty("characters", static_cast<int>(text.size()));
  EXPECT_LE(text.size(), 260U) << text;
  EXPECT_EQ(text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"), std::string::npos);
  EXPECT_EQ(verify_declaration_qr(text, keys()).value(), ordinary());
  EXPECT_EQ(verify_declaration_qr(text + "\r\n", keys()).value(), ordinary());
}

TEST(DeclarationQr, X2_five_hundred_scattered_items_still_fit_a_QR) {
  auto declaration = ordinary();
  declaration.goods_ranges = "1";
  for (int item = 3; item < 1000; item += 2) declaration.goods_ranges += fmt::format(",{}", item);
  const auto text = encode_declaration_qr(declaration, key());
  EXPECT_LE(text.size(), 3391U);  // the most a QR of error correction M takes
  EXPECT_EQ(verify_declaration_qr(text, keys()).value(), declaration);
}

TEST(DeclarationQr, X2_the_QR_of_another_system_is_called_that) {
  for (const auto* text : {"", "hello", "https://example.org/", "HC1:6BF", "oc1:ABC", "OC2:ABC", "OC", "OCS:1:2"}) {
    EXPECT_EQ(code_of(text), Code::qr_of_another_system) << text;
  }
}

TEST(DeclarationQr, X2_every_changed_missing_or_added_character_is_noticed) {
  const auto text = encode_declaration_qr(ordinary(), key());
  for (std::size_t at = 4; at < text.size(); ++at) {
    for (const char sign : std::string_view("0A%:Z ")) {
      auto changed = text;
      changed[at] = sign;
      if (changed == text) continue;
      EXPECT_TRUE(code_of(changed) == Code::qr_damaged || code_of(changed) == Code::qr_key_unknown) << at << sign;
    }
    EXPECT_EQ(code_of(text.substr(0, at)), Code::qr_damaged);
    EXPECT_NE(code_of(std::string(text).erase(at, 1)), Code::fault) << at;
  }
  EXPECT_EQ(code_of(text + "0"), Code::qr_damaged);
  EXPECT_EQ(code_of(text + "000"), Code::qr_damaged);
  EXPECT_EQ(code_of("OC1:" + std::string(100'000, '0')), Code::qr_damaged);
  EXPECT_EQ(code_of(qr_of(Bytes(4'000'000, 0))), Code::qr_damaged);  // a bomb
}

TEST(DeclarationQr, X2_every_changed_byte_of_the_message_is_noticed) {
  const auto text = encode_declaration_qr(ordinary(), key());
  const auto message = inflate_raw(from_base45(text.substr(4)).value(), 16384).value();
  for (std::size_t at = 0; at < message.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto changed = message;
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U << bit);
      EXPECT_NE(code_of(qr_of(changed)), Code::fault) << at;
    }
  }
  auto longer = message;
  longer.push_back(0);
  EXPECT_EQ(code_of(qr_of(longer)), Code::qr_damaged);
}

TEST(DeclarationQr, X2_a_key_that_is_not_known_is_named) {
  const auto other = SigningKey::generate(Instant{});
  const auto refused = verify_declaration_qr(encode_declaration_qr(ordinary(), other), keys());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::qr_key_unknown);
  EXPECT_EQ(refused.error().params.at("kid"), other.kid());
}

TEST(DeclarationQr, X2_a_signed_message_that_is_no_declaration_is_refused) {
  CborWriter none;
  none.map(1).integer(1).integer(1);
  EXPECT_EQ(code_of(qr_of(cose_sign1(key(), std::move(none).take()))), Code::qr_damaged);
  EXPECT_EQ(code_of(qr_of(cose_sign1(key(), {}))), Code::qr_damaged);
  auto wrong_type = ordinary();
  wrong_type.type = 9;
  EXPECT_EQ(code_of(encode_declaration_qr(wrong_type, key())), Code::qr_damaged);
}

TEST(ShortQr, X2_the_printed_form_is_read_back) {
  const ShortQr printed{4711, "8KQ2M4TZ9WXYC"};
  EXPECT_EQ(encode_short_qr(printed), "OCS:4711:8KQ2M4TZ9WXYC");
  EXPECT_EQ(parse_short_qr("OCS:4711:8kq2-m4tz-9wxyc\n"), printed);
  for (const auto* bad : {"", "OCS:", "OCS:4711", "OCS:4711:", "OCS:-1:8KQ2M4TZ9WXYC", "OCS:0:8KQ2M4TZ9WXYC",
                          "OCS:99999999999999999999:8KQ2M4TZ9WXYC", "OCS:4711:8KQ2", "OC1:4711:8KQ2M4TZ9WXYC"}) {
    EXPECT_EQ(parse_short_qr(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace opencarnet::crypto
