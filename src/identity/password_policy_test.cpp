#include "identity/password_policy.h"

#include <gtest/gtest.h>

namespace opencarnet::identity {
namespace {

std::optional<Code> refused_for(std::string_view password, std::string_view email = "vreni@edelweiss.example") {
  const auto verdict = check_password(password, email);
  if (verdict) return std::nullopt;
  EXPECT_EQ(verdict.error().code, Code::field_errors);
  EXPECT_EQ(verdict.error().errors.size(), 1U);
  EXPECT_EQ(verdict.error().errors.at(0).pointer, "/password");
  return verdict.error().errors.at(0).code;
}

TEST(PasswordPolicy, I3_ordinary_passphrases_are_taken_without_composition_rules) {
  for (const auto* password :
       {"seven quiet mountains", "a long demo passphrase", "correct horse battery", "zuckerrübenfabrik",
        "четыре тихих озера", "日本語の長い秘密の言葉です", "rkwjqmzpvhtx", "dragon 8372 9918 2231 77"})
    EXPECT_EQ(refused_for(password), std::nullopt) << password;
}

TEST(PasswordPolicy, I3_twelve_characters_are_the_least_counted_as_people_count) {
  EXPECT_EQ(refused_for("rkwjqmzpvht"), Code::password_too_short);
  EXPECT_EQ(refused_for(""), Code::password_too_short);
  EXPECT_EQ(refused_for("ქალაქი ცა"), Code::password_too_short);  // 9 characters in 25 bytes
  EXPECT_EQ(refused_for("u\u0308u\u0308u\u0308u\u0308u\u0308u\u0308"),
            Code::password_too_short);  // six ü in two parts each
}

TEST(PasswordPolicy, I3_long_ones_are_welcome_up_to_a_kilobyte) {
  std::string long_one = "seven quiet mountains";
  while (long_one.size() < 200) long_one += " and one more river";
  EXPECT_EQ(refused_for(long_one), std::nullopt);
  std::string swelling;  // 200 characters that become 18 each
  for (int i = 0; i < 200; ++i) swelling += "\uFDFA";
  EXPECT_EQ(refused_for(swelling), Code::password_too_long);
}

TEST(PasswordPolicy, I3_known_passwords_are_refused_also_dressed_up) {
  for (const auto* password :
       {"password1234", "Password2026!", "P@ssw0rd2026", "passwordpassword", "1234567890123", "qwertyuiop12",
        "qwertzuiopas", "aaaaaaaaaaaa", "abcabcabcabc", "iloveyou1234", "dragondragon", "123dragon456", "welcome-2026!",
        "administrator", "opencarnet2026", "987654321098", "letmein letmein", "ILOVEYOUILOVEYOU"})
    EXPECT_EQ(refused_for(password), Code::password_too_common) << password;
}

TEST(PasswordPolicy, I3_the_address_is_no_password) {
  EXPECT_EQ(refused_for("vreni@edelweiss.example"), Code::password_like_email);
  EXPECT_EQ(refused_for("VRENI@edelweiss.example1!"), Code::password_like_email);
  EXPECT_EQ(refused_for("alexandra.berg1", "alexandra.berg@example.org"), Code::password_like_email);
  EXPECT_EQ(refused_for("vreni likes seven mountains"), std::nullopt);
}

TEST(PasswordPolicy, I3_one_password_typed_on_two_devices_has_one_form) {
  EXPECT_EQ(normal_password("zu\u0308rich am see"), normal_password("z\u00fcrich am see"));
  EXPECT_NE(normal_password("Zürich am See"), normal_password("zürich am see"));
  EXPECT_EQ(normal_password(" spaces  stay "), " spaces  stay ");
}

}  // namespace
}  // namespace opencarnet::identity
