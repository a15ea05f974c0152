#include "base/utf8.h"

#include <gtest/gtest.h>

namespace opencarnet {

TEST(Utf8, text_of_every_length_of_sign_is_well_formed) {
  for (const auto* text : {"", "Zürich", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "大使"})
    EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, other_bytes_are_no_text) {
  for (const auto* bytes :
       {"\x80", "\xFF", "a\xC3", "\xC3(", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xE2\x28\xAC", "\xF0\x9F\x98"})
    EXPECT_FALSE(is_utf8(bytes));
}

}  // namespace opencarnet
