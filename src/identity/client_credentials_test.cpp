#include "identity/client_credentials.h"

#include <gtest/gtest.h>

namespace opencarnet::identity {
namespace {

using nlohmann::json;

std::optional<GivenCredentials> from(const std::string& header) {
  return read_credentials(header, json::object()).value();
}

TEST(ClientCredentials, I5_the_header_is_read_as_rfc_6749_and_7617_write_it) {
  const auto given = from("Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");  // RFC 6749 section 2.3.1
  ASSERT_TRUE(given);
  EXPECT_EQ(given->client_id, "s6BhdRkqt3");
  EXPECT_EQ(given->client_secret, "7Fjfp0ZBr1KtDRbnfVdmIw");
  EXPECT_TRUE(from("bAsIc   czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3"));
}

TEST(ClientCredentials, I5_both_parts_are_form_encoded) {
  const auto given = from("Basic YSUzQWI6YytkJTJC");  // a%3Ab:c+d%2B
  ASSERT_TRUE(given);
  EXPECT_EQ(given->client_id, "a:b");
  EXPECT_EQ(given->client_secret, "c d+");
}

TEST(ClientCredentials, I5_what_cannot_be_read_is_none) {
  for (const auto* header :
       {"", "Basic", "Basic ", "Bearer abc", "Basic %%%", "Basic YWJj", "Basic YTolWlo=", "Basic YTol",
        "Basic YTolMQ==", "Basic a-_b", "Basic YTr/", "Basic YTolRkY=", "Basic YTolMDA="})
    EXPECT_FALSE(from(header)) << header;
  EXPECT_FALSE(from("Basic " + std::string(10'000, 'A')));
}

TEST(ClientCredentials, I5_one_way_only) {
  const std::string header = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";
  EXPECT_TRUE(read_credentials(header, {{"client_id", "s6BhdRkqt3"}}));
  EXPECT_FALSE(read_credentials(header, {{"client_id", "another"}}));
  EXPECT_FALSE(read_credentials(header, {{"client_secret", "7Fjfp0ZBr1KtDRbnfVdmIw"}}));
}

TEST(ClientCredentials, I5_the_form_needs_both) {
  EXPECT_TRUE(read_credentials({}, {{"client_id", "a"}, {"client_secret", "b"}}).value());
  EXPECT_FALSE(read_credentials({}, {{"client_id", "a"}}).value());
  EXPECT_FALSE(read_credentials({}, json::object()).value());
}

}  // namespace
}  // namespace opencarnet::identity
