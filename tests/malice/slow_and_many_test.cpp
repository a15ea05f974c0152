// S8: slow clients and wild ones cost only themselves.
#include <fmt/format.h>

#include "malice/answer.h"
#include "malice/server_process.h"
#include "support/journey.h"

namespace opencarnet::malice {
namespace {

using support::Client;

const std::string head =
    "POST /api/identity/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

// What each of these says at first; then a byte now and then.
const std::vector<std::string> beginnings{"",
                                          "P",
                                          head,
                                          head + "X-Slow: ",
                                          head + "Content-Length: 60000\r\n\r\n{",
                                          head + "Transfer-Encoding: chunked\r\n\r\nff00\r\n{"};

struct Slow {
  std::vector<http::RawSocket> sockets;

  Slow(std::uint16_t port, std::size_t count) {
    sockets.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      sockets.emplace_back(port);
      sockets.back().say(beginnings[i % beginnings.size()]);
    }
  }
  void say_a_byte() const {
    for (std::size_t i = 1; i < sockets.size(); ++i)
      if (i % beginnings.size() != 0) sockets[i].say("x");
  }
  // How many the server has let go, with an answer or without.
  std::size_t let_go() {
    std::size_t count = 0;
    for (auto& socket : sockets) {
      static_cast<void>(socket.hear_all(std::chrono::milliseconds{3}));
      count += static_cast<std::size_t>(socket.closed());
    }
    return count;
  }
};

int honest(Client& client) { return client.send("GET", "/api/public/v1/countries").status; }

TEST(SlowAndMany, S8_hundreds_of_slow_clients_are_let_go_while_the_others_are_served) {
  auto& server = support::shared_server(platform::Engine::sqlite);
  auto& client = server.as("none");
  Slow slow{server.port(), 300};
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  std::size_t gone = 0;
  while (gone < slow.sockets.size() && std::chrono::steady_clock::now() < limit) {
    slow.say_a_byte();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(honest(client), 200);
    Client newcomer{"a newcomer", server.url()};
    EXPECT_EQ(honest(newcomer), 200);
    gone = slow.let_go();
  }
  EXPECT_EQ(gone, slow.sockets.size());
}

TEST(SlowAndMany, S8_clients_that_do_not_read_their_answers_hold_nobody_up) {
  auto& server = support::shared_server(platform::Engine::sqlite);
  std::vector<http::RawSocket> deaf;
  deaf.reserve(100);
  for (int i = 0; i < 100; ++i) {
    deaf.emplace_back(server.port(), 4096);
    for (int n = 0; n < 8; ++n) deaf.back().say("GET /api/wallet/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
  for (int i = 0; i < 50; ++i) EXPECT_EQ(honest(server.as("none")), 200);
}

// A process that may open few files: connections beyond that wait, and no file is missing for those that are served.
TEST(SlowAndMany, S8_more_connections_than_files_may_be_open_leave_the_program_working) {
  auto& server = support::shared_server(platform::Engine::sqlite);
  const ServerProcess small{server, 400};
  Client client{"an early client", small.url()};
  EXPECT_EQ(honest(client), 200);
  Slow slow{small.port(), 250};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(honest(client), 200);
  Client newcomer{"a newcomer", small.url()};  // waits until the slow ones are let go
  EXPECT_EQ(honest(newcomer), 200);
}

struct WildTenant : testing::TestWithParam<platform::Engine> {};
INSTANTIATE_FOR_BOTH_ENGINES(WildTenant);

TEST_P(WildTenant, S8_is_told_to_wait_and_nobody_else_is) {
  support::RunningServer server{GetParam(), {}, [](runtime::Config& settings) { settings.tenant_rate = 1; }};
  auto& wild = server.as("officer", "CH");
  auto& colleague = server.as("officer", "CH", 1);
  auto& other = server.as("officer", "DE");
  const auto until_told = [](const std::function<support::Reply()>& ask) {
    auto reply = ask();
    int served = 0;
    for (; reply.status == 200 && served < 1'000; ++served) reply = ask();
    EXPECT_EQ(reply.code(), "busy");
    EXPECT_GE(std::stoi("0" + reply.header("retry-after")), 1);
    return served;
  };
  constexpr auto path = "/api/customs/v1/transactions";
  EXPECT_GE(until_told([&] { return wild.call("GET", path); }), 5);
  // Writes count too, and for the tenant as a whole.
  until_told([&] { return colleague.call("PUT", "/api/identity/v1/sessions/current/language", {{"language", "fr"}}); });
  EXPECT_EQ(other.call("GET", path).status, 200);
  EXPECT_EQ(server.as("none").send("GET", "/api/public/v1/countries").status, 200);
}

}  // namespace
}  // namespace opencarnet::malice
