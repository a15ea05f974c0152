#include "http/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "http/client.h"
#include "http/raw_socket.h"

namespace opencarnet::http {
namespace {

using namespace std::chrono_literals;

Response text(std::string body, int status = 200) {
  return {.status = status, .headers = {{"Content-Type", "text/plain"}}, .body = std::move(body)};
}

/// A server whose handler echoes, waits or counts; 1,000 bytes of body at most, 10 MB below /big.
struct Toy {
  std::atomic<int> called = 0, within = 0, most_within = 0;
  std::promise<void> gate;
  std::shared_future<void> opened = gate.get_future().share();
  Server server;

  explicit Toy(ServerConfig config = {})
      : server{small(std::move(config)), [this](Request& request) { return handle(request); },
               [](std::string_view, std::string_view path) -> std::size_t {
                 return path.starts_with("/big") ? 10'000'000 : 1'000;
               }} {
    server.start();
  }
  static ServerConfig small(ServerConfig config) {
    config.port = 0;
    config.max_body = 10'000'000;
    return config;
  }
  Response handle(Request& request) {
    ++called;
    const int now = ++within;
    int most = most_within;
    while (now > most && !most_within.compare_exchange_weak(most, now)) {
    }
    auto answer = route(request);
    --within;
    return answer;
  }
  Response route(Request& request) {
    if (request.path == "/wait") opened.wait();
    if (request.path == "/nap") std::this_thread::sleep_for(20ms);
    if (request.path == "/none") return {.status = 204};
    if (request.path == "/throw") throw std::runtime_error{"secret"};
    if (request.path == "/much") return text(std::string(5'000'000, 'm'));
    if (request.path == "/split") {
      auto answer = text("");
      answer.headers.emplace_back("X-Data", "a\r\nSet-Cookie: evil=1");
      return answer;
    }
    if (request.path == "/source") return text(request.source + (request.secure ? " secure" : ""));
    return text(request.method + " " + request.path + "?" + request.query + " " + std::to_string(request.body.size()));
  }
  std::string ask(std::string_view bytes) {
    RawSocket client{server.port()};
    client.say(bytes);
    return client.hear_answer();
  }
  std::string url(std::string_view path) const { return fmt::format("http://127.0.0.1:{}{}", server.port(), path); }
};

std::string get(std::string_view path) { return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path); }

TEST(Server, Answers_through_the_client_and_keeps_the_connection) {
  Toy toy;
  Client client;
  const auto answer = client.send({.method = "POST", .url = toy.url("/a%20b?x=1"), .body = "hello"});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "POST /a b?x=1 5");
  EXPECT_EQ(answer.headers.find("content-type")->second, "text/plain");
  EXPECT_EQ(client.send({.method = "DELETE", .url = toy.url("/z")}).body, "DELETE /z? 0");
  EXPECT_EQ(client.send({.url = toy.url("/much")}).body.size(), 5'000'000u);
}

TEST(Server, Keep_alive_and_pipelined_answers_come_in_order_and_one_after_another) {
  Toy toy;
  RawSocket client{toy.server.port()};
  std::string all;
  for (int i = 0; i < 30; ++i) all += get(i % 3 == 0 ? "/nap?" + std::to_string(i) : "/n?" + std::to_string(i));
  client.say(all);
  for (int i = 0; i < 30; ++i) {
    const auto answer = client.hear_answer();
    EXPECT_NE(answer.find("?" + std::to_string(i) + " 0"), answer.npos) << i << answer;
  }
  EXPECT_EQ(toy.most_within, 1);
}

TEST(Server, Too_large_a_body_is_answered_413_before_it_is_sent) {
  Toy toy;
  RawSocket client{toy.server.port()};
  client.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 30000000\r\n\r\n");
  const auto answer = client.hear_answer();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer;
  EXPECT_NE(answer.find("Connection: close"), answer.npos);
  EXPECT_EQ(toy.called, 0);
}

TEST(Server, A_client_that_sends_thirty_megabytes_regardless_still_reads_its_413) {
  Toy toy;
  RawSocket client{toy.server.port()};
  client.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 30000000\r\n\r\n");
  EXPECT_TRUE(client.say(std::string(30'000'000, 'x')));
  EXPECT_TRUE(client.hear_answer().starts_with("HTTP/1.1 413 "));
  RawSocket chunked{toy.server.port()};
  chunked.say("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "64\r\n" + std::string(100, 'x') + "\r\n";
  for (int i = 0; i < 100; ++i) chunked.say(chunk);
  EXPECT_TRUE(chunked.hear_answer().starts_with("HTTP/1.1 413 "));
  EXPECT_EQ(toy.called, 0);
}

TEST(Server, A_refusal_waits_its_turn_behind_the_answers_before_it) {
  Toy toy;
  RawSocket client{toy.server.port()};
  client.say(get("/nap") + get("/n") + "POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 4\r\n\r\nabcd" + get("/after"));
  EXPECT_TRUE(client.hear_answer().ends_with("/nap? 0"));
  EXPECT_TRUE(client.hear_answer().ends_with("/n? 0"));
  EXPECT_TRUE(client.hear_answer().starts_with("HTTP/1.1 400 "));
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(toy.called, 2);
}

TEST(Server, Malice_is_refused_and_reaches_nobody) {
  Toy toy;
  const std::vector<std::pair<std::string, std::string>> cases{
      {"GET / HTTP/1.1\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", "400"},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", "400"},
      {"GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
      {"GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
      {"NONSENSE\r\n\r\n", "400"},
      {"BREW / HTTP/1.1\r\nHost: h\r\n\r\n", "501"},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n", "431"},
      {"GET / HTTP/3.0\r\nHost: h\r\n\r\n", "505"},
  };
  for (const auto& [bytes, status] : cases) {
    const auto answer = toy.ask(bytes);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + status)) << bytes.substr(0, 60) << " → " << answer;
  }
  EXPECT_EQ(toy.called, 0);
}

TEST(Server, A_client_that_vanishes_within_head_or_body_calls_nothing) {
  Toy toy;
  for (const std::string_view part : {"GET / HT", "POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\nabc",
                                      "POST /big HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"}) {
    RawSocket client{toy.server.port()};
    client.say(part);
  }
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(toy.called, 0);
  EXPECT_TRUE(toy.ask(get("/n")).starts_with("HTTP/1.1 200 "));
}

TEST(Server, Slow_heads_get_408_and_slow_bodies_are_cut) {
  Toy toy{{.patience = 150ms}};
  RawSocket silent{toy.server.port()}, head{toy.server.port()}, body{toy.server.port()};
  head.say("GET / HTTP/1.1\r\nHo");
  body.say("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\nab");
  EXPECT_TRUE(head.hear_answer(2s).starts_with("HTTP/1.1 408 "));
  EXPECT_EQ(body.hear_all(2s), "");
  EXPECT_TRUE(body.closed());
  EXPECT_EQ(silent.hear_all(2s), "");
  EXPECT_TRUE(silent.closed());
  EXPECT_EQ(toy.called, 0);
}

TEST(Server, A_kept_connection_may_idle_and_a_steady_upload_may_take_its_time) {
  Toy toy{{.patience = 100ms}};
  RawSocket idle{toy.server.port()}, upload{toy.server.port()};
  idle.say(get("/n"));
  EXPECT_TRUE(idle.hear_answer().starts_with("HTTP/1.1 200 "));
  upload.say("POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: 20000\r\n\r\n");
  for (int i = 0; i < 20; ++i) {
    upload.say(std::string(1'000, 'x'));
    std::this_thread::sleep_for(30ms);
  }
  EXPECT_TRUE(upload.hear_answer().ends_with(" 20000"));
  idle.say(get("/n"));
  EXPECT_TRUE(idle.hear_answer().starts_with("HTTP/1.1 200 "));
}

TEST(Server, HEAD_counts_but_sends_no_body_and_204_has_no_length) {
  Toy toy;
  const auto head = toy.ask("HEAD /n HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_NE(head.find("Content-Length: 10\r\n"), head.npos) << head;
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  const auto none = toy.ask("GET /none HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(none.starts_with("HTTP/1.1 204 ")) << none;
  EXPECT_EQ(none.find("Content-Length"), none.npos);
  EXPECT_NE(toy.ask("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").find("OPTIONS *?"), none.npos);
}

TEST(Server, Old_and_half_closed_clients_get_their_answer) {
  Toy toy;
  EXPECT_TRUE(toy.ask("GET /n HTTP/1.0\r\n\r\n").ends_with("GET /n? 0"));
  RawSocket half{toy.server.port()};
  half.say(get("/nap"));
  half.end_saying();
  EXPECT_TRUE(half.hear_all().ends_with("GET /nap? 0"));
  EXPECT_TRUE(half.closed());
}

TEST(Server, Expect_100_continue_is_answered) {
  Toy toy;
  RawSocket client{toy.server.port()};
  client.say("POST /n HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.hear("\r\n\r\n", 2s), "HTTP/1.1 100 Continue\r\n\r\n");
  client.say("abc");
  EXPECT_TRUE(client.hear_answer().ends_with("POST /n? 3"));
}

TEST(Server, Header_values_from_data_cannot_start_another_header) {
  Toy toy;
  EXPECT_EQ(toy.ask(get("/split")).find("\nSet-Cookie"), std::string::npos);
}

TEST(Server, A_handler_that_throws_answers_500_without_its_words) {
  Toy toy;
  const auto answer = toy.ask(get("/throw"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 "));
  EXPECT_EQ(answer.find("secret"), answer.npos);
}

TEST(Server, Only_a_trusted_proxy_may_name_the_client) {
  const auto request =
      "GET /source HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n\r\n";
  Toy open;
  EXPECT_TRUE(open.ask(request).ends_with("\r\n127.0.0.1"));
  Toy behind{{.trusted_proxies = {"127.0.0.1"}}};
  EXPECT_TRUE(behind.ask(request).ends_with("\r\n192.0.2.7 secure"));
}

TEST(Server, A_full_queue_answers_503_with_retry_after_and_recovers) {
  Toy toy{{.workers = 1, .max_waiting = 2}};
  std::vector<RawSocket> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back(toy.server.port());
    clients.back().say(get("/wait"));
    std::this_thread::sleep_for(10ms);
  }
  const auto refused = clients.back().hear_answer();
  EXPECT_TRUE(refused.starts_with("HTTP/1.1 503 ")) << refused;
  EXPECT_NE(refused.find("Retry-After: 1"), refused.npos);
  toy.gate.set_value();
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(clients[i].hear_answer().starts_with("HTTP/1.1 200 "));
  clients.back().say(get("/n"));
  EXPECT_TRUE(clients.back().hear_answer().starts_with("HTTP/1.1 200 "));
}

TEST(Server, Stopping_lets_running_requests_end_and_takes_no_more) {
  Toy toy;
  RawSocket busy{toy.server.port()}, idle{toy.server.port()};
  busy.say(get("/wait"));
  while (toy.called == 0) std::this_thread::sleep_for(1ms);
  std::thread stopper{[&] { toy.server.stop(); }};
  std::this_thread::sleep_for(50ms);
  EXPECT_THROW(RawSocket{toy.server.port()}, std::runtime_error);
  idle.say(get("/n"));
  EXPECT_TRUE(idle.hear_answer().starts_with("HTTP/1.1 503 "));
  toy.gate.set_value();
  const auto answer = busy.hear_answer();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  EXPECT_NE(answer.find("Connection: close"), answer.npos);
  stopper.join();
}

TEST(Server, Sixty_four_clients_at_once_get_their_own_answers) {
  Toy toy;
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 64; ++t) {
    threads.emplace_back([&, t] {
      Client client;
      for (int i = 0; i < 40; ++i) {
        const auto body = std::string(static_cast<std::size_t>(i) * 20, 'b');
        const auto answer = client.send({.method = "POST", .url = toy.url(fmt::format("/{}/{}", t, i)), .body = body});
        if (answer.body == fmt::format("POST /{}/{}? {}", t, i, body.size())) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 64 * 40);
}

TEST(Server, An_address_in_use_is_told_in_words) {
  Toy toy;
  Server second{{.port = toy.server.port()}, [](Request&) { return Response{}; }, {}};
  try {
    second.start();
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string_view{error.what()}.find("cannot listen on 127.0.0.1 port"), std::string_view::npos);
  }
}

}  // namespace
}  // namespace opencarnet::http
