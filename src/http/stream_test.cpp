#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "http/client.h"
#include "http/event_frame.h"
#include "http/raw_socket.h"
#include "http/server.h"

namespace opencarnet::http {
namespace {

using namespace std::chrono_literals;

struct Radio {
  std::mutex mutex;
  std::vector<std::shared_ptr<EventStream>> listeners;
  Server server;

  explicit Radio(ServerConfig config = {.port = 0, .grace = 3s})
      : server{std::move(config), [this](Request& request) { return handle(request); }, {}} {
    server.start();
  }
  Response handle(Request& request) {
    if (request.path != "/events") return {.status = 200, .body = "ok"};
    return {.status = 200,
            .headers = {{"Content-Type", "text/event-stream"}},
            .stream = [this](std::shared_ptr<EventStream> stream) {
              const std::lock_guard lock{mutex};
              listeners.push_back(std::move(stream));
            }};
  }
  std::size_t count() {
    const std::lock_guard lock{mutex};
    return listeners.size();
  }
  void await(std::size_t number) {
    for (int i = 0; i < 2'000 && count() < number; ++i) std::this_thread::sleep_for(5ms);
    ASSERT_EQ(count(), number);
  }
  void say(std::string_view data) {
    const std::lock_guard lock{mutex};
    for (const auto& listener : listeners) listener->send("7", "news", data);
  }
  [[nodiscard]] RawSocket tune_in(int receive_buffer = 0) const {
    RawSocket client{server.port(), receive_buffer};
    client.say("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
    return client;
  }
};

bool comes_true(const std::function<bool()>& thing) {
  for (int i = 0; i < 600; ++i) {
    if (thing()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

TEST(EventFrame, Lines_of_data_stay_lines_and_nothing_can_forge_a_field) {
  EXPECT_EQ(event_frame("1", "a", "x\ny"), "id: 1\nevent: a\ndata: x\ndata: y\n\n");
  EXPECT_EQ(event_frame("1\nevent: b", "", "x\r\n\ry"), "id: 1event: b\ndata: x\ndata: \ndata: y\n\n");
  EXPECT_EQ(comment_frame("a\nb"), ": a b\n\n");
}

TEST(Stream, The_client_follows_events_until_it_has_enough) {
  Radio radio;
  std::thread speaker{[&] {
    radio.await(1);
    for (int i = 0; i < 5; ++i) radio.say(fmt::format("{}\nsecond", i));
  }};
  std::vector<std::string> heard;
  Client client;
  const auto url = fmt::format("http://127.0.0.1:{}/events", radio.server.port());
  client.follow({.url = url}, [&](std::string_view id, std::string_view event, std::string_view data) {
    heard.push_back(fmt::format("{} {} {}", id, event, data));
    return heard.size() < 3;
  });
  speaker.join();
  ASSERT_EQ(heard.size(), 3u);
  EXPECT_EQ(heard[2], "7 news 2\nsecond");
  EXPECT_TRUE(comes_true([&] { return !radio.listeners[0]->open(); }));
}

TEST(Stream, A_client_that_leaves_is_noticed_without_writing) {
  Radio radio;
  {
    auto client = radio.tune_in();
    EXPECT_TRUE(client.hear("\r\n\r\n").starts_with("HTTP/1.1 200 "));
    radio.await(1);
    EXPECT_TRUE(radio.listeners[0]->open());
  }
  EXPECT_TRUE(comes_true([&] { return !radio.listeners[0]->open(); }));
  radio.say("to nobody");
}

TEST(Stream, A_client_that_does_not_read_is_closed_and_others_are_not) {
  Radio radio;
  auto slow = radio.tune_in(4'096);
  radio.await(1);
  auto good = radio.tune_in();
  radio.await(2);
  std::atomic<bool> done = false;
  std::thread reader{[&] {
    while (!done) good.hear("last", 100ms);
  }};
  const std::string data(100'000, 'd');
  EXPECT_TRUE(comes_true([&] {
    radio.say(data);
    return !radio.listeners[0]->open();
  }));
  EXPECT_TRUE(radio.listeners[1]->open());
  done = true;
  reader.join();
}

TEST(Stream, Closing_ends_the_answer_properly_and_the_connection_goes_on) {
  Radio radio;
  auto client = radio.tune_in();
  radio.await(1);
  radio.say("hello");
  radio.listeners[0]->close();
  EXPECT_TRUE(client.hear("0\r\n\r\n").ends_with("data: hello\n\n\r\n0\r\n\r\n"));
  client.say("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(client.hear_answer().ends_with("ok"));
}

TEST(Stream, An_old_client_gets_plain_bytes_until_the_end) {
  Radio radio;
  RawSocket client{radio.server.port()};
  client.say("GET /events HTTP/1.0\r\n\r\n");
  radio.await(1);
  radio.say("hello");
  radio.listeners[0]->close();
  const auto all = client.hear_all();
  EXPECT_TRUE(all.ends_with("\r\n\r\nid: 7\nevent: news\ndata: hello\n\n")) << all;
}

TEST(Stream, Stopping_closes_every_stream_and_later_words_fall_silent) {
  auto radio = std::make_unique<Radio>();
  auto client = radio->tune_in();
  radio->await(1);
  auto kept = radio->listeners[0];
  radio->server.stop();
  EXPECT_TRUE(client.hear_all().ends_with("0\r\n\r\n"));
  EXPECT_FALSE(kept->open());
  radio.reset();
  kept->send("1", "news", "x");
  kept->comment("x");
  kept->close();
}

long resident_kilobytes() {
  std::ifstream file{"/proc/self/statm"};
  long total = 0, resident = 0;
  file >> total >> resident;
  return resident * 4;
}

TEST(Stream, Two_thousand_idle_listeners_are_cheap_and_all_hear) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ASSERT_GE(limit.rlim_cur, 4'200u) << "raise the limit of open files to run this test";
  Radio radio;
  const auto before = resident_kilobytes();
  std::vector<RawSocket> clients;
  clients.reserve(2'000);
  for (int i = 0; i < 2'000; ++i) clients.push_back(radio.tune_in());
  radio.await(2'000);
#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)  // whose shadows count too
  EXPECT_LT(resident_kilobytes() - before, 100'000);
#endif
  RecordProperty("kilobytes", std::to_string(resident_kilobytes() - before));
  radio.say("all");
  int heard = 0;
  for (auto& client : clients) heard += client.hear("data: all\n\n").ends_with("data: all\n\n") ? 1 : 0;
  EXPECT_EQ(heard, 2'000);
}

}  // namespace
}  // namespace opencarnet::http
