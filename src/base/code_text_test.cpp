#include "base/code_text.h"

#include <set>

#include <gtest/gtest.h>

namespace opencarnet {
namespace {

TEST(CodeText, X1_the_alphabet_has_32_signs_and_no_look_alikes) {
  EXPECT_EQ(code_alphabet.size(), 32U);
  EXPECT_EQ(std::set<char>(code_alphabet.begin(), code_alphabet.end()).size(), 32U);
  for (const char alike : std::string_view("ILOU")) EXPECT_EQ(code_alphabet.find(alike), std::string_view::npos);
}

TEST(CodeText, X1_case_spaces_and_dashes_do_not_matter) {
  EXPECT_EQ(normalise_code("8kq2-m4tz 9wxyc", 13), "8KQ2M4TZ9WXYC");
  EXPECT_EQ(normalise_code("  8KQ2M4TZ9WXYC\r\n", 13), "8KQ2M4TZ9WXYC");
  EXPECT_EQ(normalise_code("8KQ2\u2013M4TZ\u00A09WXYC", 13), "8KQ2M4TZ9WXYC");
}

TEST(CodeText, X1_a_look_alike_typed_is_read_as_the_sign_meant) {
  EXPECT_EQ(normalise_code("OoIiLlUu0000", 12), "001111VV0000");
}

TEST(CodeText, X1_other_signs_and_lengths_are_not_a_code) {
  EXPECT_EQ(normalise_code("", 13), std::nullopt);
  EXPECT_EQ(normalise_code("8KQ2M4TZ9WXY", 13), std::nullopt);
  EXPECT_EQ(normalise_code("8KQ2M4TZ9WXYCC", 13), std::nullopt);
  EXPECT_EQ(normalise_code("8KQ2M4TZ9WXY!", 13), std::nullopt);
  EXPECT_EQ(normalise_code("8KQ2M4TZ9WXY\u0421", 13), std::nullopt);  // a Cyrillic С
  EXPECT_EQ(normalise_code(std::string_view("8KQ2M4TZ9WXY\0", 13), 13), std::nullopt);
  EXPECT_EQ(normalise_code(std::string(1'000'000, 'A'), 13), std::nullopt);
}

TEST(CodeText, X1_groups_are_read_back) {
  EXPECT_EQ(grouped_code("8KQ2M4TZ9WXY"), "8KQ2-M4TZ-9WXY");
  EXPECT_EQ(grouped_code("8KQ2M4TZ9WXYC"), "8KQ2-M4TZ-9WXYC");
  EXPECT_EQ(grouped_code("8KQ2M4TZ9WXYCD"), "8KQ2-M4TZ9-WXYCD");
  EXPECT_EQ(grouped_code("8KQ2"), "8KQ2");
  EXPECT_EQ(grouped_code(""), "");
  EXPECT_EQ(normalise_code(grouped_code("8KQ2M4TZ9WXYCD"), 14), "8KQ2M4TZ9WXYCD");
}

}  // namespace
}  // namespace opencarnet
