#include "http/guard.h"

#include <gtest/gtest.h>

namespace opencarnet::http {
namespace {

int status_of(std::string_view block) {
  const auto head = parse_head(block);
  return head ? 0 : head.error();
}

TEST(RequestHead, An_ordinary_head_is_read) {
  const auto head =
      parse_head("POST /a%20b/%C3%A9?x=%2F HTTP/1.1\r\nHost: h:1\r\nContent-Length: 12\r\nX-A:\t v \r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->method, "POST");
  EXPECT_EQ(head->path, "/a b/é");
  EXPECT_EQ(head->query, "x=%2F");
  EXPECT_EQ(head->content_length, 12u);
  EXPECT_EQ(head->headers.back().second, "v");
}

TEST(RequestHead, What_two_parsers_could_read_in_two_ways_is_refused) {
  const std::vector<std::pair<std::string, int>> cases{
      {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length : 4\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4, 4\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +4\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: h\r\nX-A: b\r\n c\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: h\r\nX-A: b\rc\r\n\r\n", 400},
      {"GET / HTTP/1.1\nHost: h\n\n", 400},
      {"GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /% HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /%C0%AF HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /%ED%A0%80 HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET * HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505},
      {"PRI * HTTP/2.0\r\n\r\n", 505},
      {"TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"get / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: h\r\nExpect: cake\r\n\r\n", 417},
      {"GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
      {"GET / HTTP/1.1\r\nHost: h\r\nX-OpenCarnet-Guard: 413\r\n\r\n", 400},
  };
  for (const auto& [text, status] : cases) EXPECT_EQ(status_of(text), status) << text.substr(0, 80);
  using namespace std::string_literals;
  EXPECT_EQ(status_of("GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n"s), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"s), 400);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 101; ++i) many += "X: 1\r\n";
  EXPECT_EQ(status_of(many + "\r\n"), 431);
}

TEST(RequestHead, A_path_is_decoded_once_and_dots_are_only_dots) {
  EXPECT_EQ(decode_path("/%252e%252e/..%2f"), "/%2e%2e/../");
}

const Guard::Limit hundred = [](std::string_view, std::string_view) { return std::size_t{100}; };

std::string fed(std::string_view bytes, std::size_t at_a_time) {
  Guard guard{hundred};
  for (std::size_t i = 0; i < bytes.size(); i += at_a_time) guard.feed(bytes.substr(i, at_a_time));
  return guard.ready;
}

TEST(Guard, The_same_bytes_in_any_portions_give_the_same_requests) {
  const std::string bytes =
      "\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n"
      "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
      "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n"
      "GET /d HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\n\r\n";
  const std::string expected =
      "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
      "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
      "POST /c HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabcde"
      "GET /d HTTP/1.1\r\nHost: h\r\n\r\n";
  for (const std::size_t portion : {1u, 2u, 3u, 7u, 50u, 1'000u}) EXPECT_EQ(fed(bytes, portion), expected) << portion;
}

TEST(Guard, Nothing_of_an_unfinished_head_or_chunked_body_reaches_the_parser) {
  EXPECT_EQ(fed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n", 9), "");
  EXPECT_EQ(fed("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", 9), "");
}

TEST(Guard, Bodies_over_the_limit_and_broken_chunks_become_a_refusal) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\n";
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::pair<std::string, std::string>> cases{
      {head + "Content-Length: 101\r\n\r\n", "413"},
      {chunked + "65\r\n", "413"},
      {chunked + "60\r\n" + std::string(96, 'x') + "\r\n5\r\n", "413"},
      {chunked + "FFFFFFFFFFFFFFFF\r\n", "400"},
      {chunked + "g\r\n", "400"},
      {chunked + "-1\r\n", "400"},
      {chunked + "3\nabc", "400"},
      {chunked + "3\r\nabcd\r\n", "400"},
      {chunked + std::string(300, '0'), "400"},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(40'000, 'x'), "431"},
      {"GET / HTTP/1.1\nHost: h\n\n", "400"},
      {"\x16\x03\x01\x02\n", "400"},
  };
  for (const auto& [bytes, status] : cases) {
    const auto ready = fed(bytes, 1'000);
    EXPECT_NE(ready.find("x-opencarnet-guard: " + status), ready.npos) << bytes.substr(0, 90) << " → " << ready;
  }
}

TEST(Guard, After_a_refusal_every_byte_is_dropped) {
  Guard guard{hundred};
  guard.feed("BAD\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(guard.refused());
  const auto before = guard.ready;
  guard.feed("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(guard.ready, before);
  EXPECT_EQ(guard.completed(), 1u);
}

}  // namespace
}  // namespace opencarnet::http
