// S6: no bytes that two programs could read as different requests. Each probe ends in a second request that only a
// mistaken reader would find; it must never be answered.
#include <fmt/format.h>

#include "malice/answer.h"
#include "support/server.h"

namespace opencarnet::malice {
namespace {

using namespace std::string_literals;

struct Wire : testing::Test {
  static std::uint16_t port() { return support::shared_server(platform::Engine::sqlite).port(); }
};

const std::string hidden = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
std::string post(const std::string& headers, const std::string& body) {
  return "POST /api/identity/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers +
         "\r\n" + body;
}

struct Probe {
  std::string what, bytes;
  int status;
};

std::vector<Probe> ambiguous() {
  const std::string chunked = "Transfer-Encoding: chunked\r\n", none = "0\r\n\r\n";
  return {
      {"length and chunks", post("Content-Length: 4\r\n" + chunked, none + hidden), 400},
      {"chunks and length", post(chunked + "Content-Length: 4\r\n", none + hidden), 400},
      {"two lengths that differ", post("Content-Length: 0\r\nContent-Length: 40\r\n", hidden), 400},
      {"two lengths alike", post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}" + hidden), 400},
      {"a list of lengths", post("Content-Length: 2, 2\r\n", "{}" + hidden), 400},
      {"a length with a sign", post("Content-Length: +2\r\n", "{}" + hidden), 400},
      {"a negative length", post("Content-Length: -1\r\n", hidden), 400},
      {"a length in hexadecimal", post("Content-Length: 0x2\r\n", "{}" + hidden), 400},
      {"a length with a point", post("Content-Length: 2.0\r\n", "{}" + hidden), 400},
      {"a length with a blank inside", post("Content-Length: 0 2\r\n", "{}" + hidden), 400},
      {"a blank before the colon", post("Content-Length : 2\r\n", "{}" + hidden), 400},
      {"an empty length", post("Content-Length: \r\n", hidden), 400},
      {"an absurd length", post("Content-Length: 18446744073709551618\r\n", "{}" + hidden), 400},
      {"a folded length", post("Content-Length:\r\n 40\r\n", hidden), 400},
      {"a folded header", post("X-A: b\r\n\tc\r\n", hidden), 400},
      {"a header without a name", post(": x\r\n", hidden), 400},
      {"a header without a colon", post("X-A\r\n", hidden), 400},
      {"a bare line feed in the head", post("X-A: b\nContent-Length: 40\r\n", hidden), 400},
      {"a bare carriage return in a value", post("X-A: b\rContent-Length: 40\r\n", hidden), 400},
      {"a zero byte in a value", post("X-A: b\0c\r\n"s, hidden), 400},
      {"a zero byte in a name", post("X\0A: b\r\n"s, hidden), 400},
      {"only line feeds", "GET / HTTP/1.1\nHost: localhost\n\n" + hidden, 400},
      {"an unknown coding", post("Transfer-Encoding: xchunked\r\n", none + hidden), 501},
      {"chunked not last", post("Transfer-Encoding: chunked, identity\r\n", none + hidden), 501},
      {"chunked after another", post("Transfer-Encoding: gzip, chunked\r\n", none + hidden), 501},
      {"chunked twice", post(chunked + chunked, none + hidden), 400},
      {"a coding in quotes", post("Transfer-Encoding: \"chunked\"\r\n", none + hidden), 501},
      {"a coding behind a tab and a letter", post("Transfer-Encoding: \vchunked\r\n", none + hidden), 400},
      {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + chunked + "\r\n" + none + hidden, 400},
      {"a chunk size with a sign", post(chunked, "+2\r\n{}\r\n" + none + hidden), 400},
      {"a chunk size in the C way", post(chunked, "0x2\r\n{}\r\n" + none + hidden), 400},
      {"a chunk size with a blank", post(chunked, "2 \r\n{}\r\n" + none + hidden), 400},
      {"a huge chunk size", post(chunked, "fffffffffffffffff\r\n{}\r\n" + none + hidden), 400},
      {"a chunk over the limit", post(chunked, "7fffffff\r\n{}\r\n" + none + hidden), 413},
      {"a chunk longer than said", post(chunked, "1\r\n{}\r\n" + none + hidden), 400},
      {"a chunk line ended by a line feed", post(chunked, "2\n{}\r\n" + none + hidden), 400},
      {"a chunk ended by a line feed", post(chunked, "2\r\n{}\n" + none + hidden), 400},
      {"an extension with a control character", post(chunked, "2;a=\x01\r\n{}\r\n" + none + hidden), 400},
      {"an extension that hides a line feed", post(chunked, "2;\n{}\r\n" + none + hidden), 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n" + hidden, 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere\r\n\r\n" + hidden, 400},
      {"a host with a path", "GET / HTTP/1.1\r\nHost: localhost/healthz\r\n\r\n" + hidden, 400},
      {"a whole address as target", "GET http://elsewhere/ HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden, 400},
      {"a target with a blank", "GET / /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden, 400},
      {"a tunnel", "CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden, 501},
      {"the first version", "GET /healthz\r\n\r\n" + hidden, 400},
      {"a version of its own", "GET /healthz HTTP/0.9\r\n\r\n" + hidden, 505},
      {"another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + hidden, 505},
      {"our own mark", "GET / HTTP/1.1\r\nHost: localhost\r\nX-OpenCarnet-Guard: 200\r\n\r\n" + hidden, 400},
      {"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n"s + hidden, 400},
  };
}

TEST_F(Wire, S6_what_could_be_read_in_two_ways_is_refused_and_the_connection_ended) {
  for (const auto& [what, bytes, status] : ambiguous()) {
    http::RawSocket socket{port()};
    socket.say(bytes);
    const auto answers = answers_in(socket.hear_all());
    EXPECT_TRUE(socket.closed()) << what << ": the connection stays open";
    ASSERT_EQ(answers.size(), 1U) << what;
    EXPECT_EQ(answers[0].status, status) << what;
    EXPECT_EQ(answers[0].header("connection"), "close") << what;
  }
}

TEST_F(Wire, S6_a_bad_request_behind_a_good_one_is_answered_in_its_turn_and_nothing_after_it) {
  for (const auto& [what, bytes, status] : ambiguous()) {
    const auto answers = answers_in(heard(port(), hidden + bytes));
    ASSERT_EQ(answers.size(), 2U) << what;
    EXPECT_EQ(answers[0].status, 200) << what;
    EXPECT_EQ(answers[1].status, status) << what;
  }
}

// The same however the network cuts it.
TEST_F(Wire, S6_portions_of_bytes_do_not_matter) {
  for (const auto& [what, bytes, status] : ambiguous()) {
    if (bytes.size() > 400) continue;
    http::RawSocket socket{port()};
    for (std::size_t at = 0; at < bytes.size() && socket.say(bytes.substr(at, 7)); at += 7) {
    }
    const auto answers = answers_in(socket.hear_all());
    ASSERT_EQ(answers.size(), 1U) << what;
    EXPECT_EQ(answers[0].status, status) << what;
  }
}

TEST_F(Wire, S6_what_can_be_read_in_one_way_is_read_so) {
  const std::string last = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  for (const auto& [what, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"a counted body", post("Content-Length: 2\r\n", "{}")},
           {"a body in chunks with an extension and a trailer",
            post(chunked, "1;a=b\r\n{\r\n01\r\n}\r\n0\r\nX-T: " + std::to_string(1) + "\r\n\r\n")},
           {"a coding in capitals", post("Transfer-Encoding: CHUNKED\r\n", "2\r\n{}\r\n0\r\n\r\n")},
           {"a body that looks like a request", post(fmt::format("Content-Length: {}\r\n", hidden.size()), hidden)},
           {"a chunk that looks like a request",
            post(chunked, fmt::format("{:x}\r\n", hidden.size()) + hidden + "\r\n0\r\n\r\n")},
           {"an upgrade that is not offered",
            post("Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 2\r\n", "{}")}}) {
    const auto answers = answers_in(heard(port(), bytes + last));
    ASSERT_EQ(answers.size(), 2U) << what;
    EXPECT_GE(answers[0].status, 400) << what;  // the body is no sign-in
    EXPECT_LT(answers[0].status, 500) << what;
    EXPECT_EQ(answers[1].status, 200) << what;
  }
}

TEST_F(Wire, S6_a_pipeline_of_many_is_answered_one_by_one_in_order) {
  std::string bytes;
  for (int i = 0; i < 200; ++i) bytes += i % 2 == 0 ? hidden : "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const auto answers =
      answers_in(heard(port(), bytes + "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
  ASSERT_EQ(answers.size(), 201U);
  for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i].status, i % 2 == 0 ? 200 : 404) << i;
}

}  // namespace
}  // namespace opencarnet::malice
