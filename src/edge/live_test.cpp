// Live streams over a real server, on both engines: commit, sequencer, hub, socket, client.
#include "edge/live.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "edge/edge.h"
#include "http/client.h"
#include "http/server.h"
#include "platform/signal.h"
#include "support/databases.h"

namespace opencarnet::edge {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

struct LiveOnDatabase : support::BothEngines {
  platform::Clock clock;
  platform::EventSignal signal;
  std::atomic<bool> signed_out{false};
  std::unique_ptr<platform::Sequencer> sequencer;
  std::unique_ptr<LiveHub> hub;
  std::unique_ptr<Edge> edge;
  std::unique_ptr<http::Server> server;

  std::optional<Actor> who(std::string_view credential) {
    if (credential != "holder" || signed_out) return {};
    Actor actor;
    actor.role = Role::holder;
    actor.account_id = "one";
    return actor;
  }

  void SetUp() override {
    const Authenticator authenticate = [this](platform::Session&, std::string_view credential, Instant) {
      return who(credential);
    };
    sequencer = std::make_unique<platform::Sequencer>(database(), signal);
    hub = std::make_unique<LiveHub>(
        database(), clock, signal, authenticate, [](const std::string& problem) { ADD_FAILURE() << problem; },
        LiveTimes{100ms, 300ms, 200ms});
    Routes routes{{"wallet.follow_events", {Role::holder}, Work::read, [](Context&, const Input&) -> Result<Answer> {
                     Answer answer;
                     answer.live = Live{{"carnet:1", "account:one"},
                                        {},
                                        [](const platform::StoredEvent& event) -> std::optional<json> {
                                          if (event.type == "secret_thing") return {};
                                          return json{{"subject", event.subject}};
                                        }};
                     return answer;
                   }}};
    EdgeConfig config;
    edge = std::make_unique<Edge>(config, contract::Contract::built_in(), database(), clock, routes, authenticate,
                                  Touch{}, hub.get());
    http::ServerConfig setup;
    setup.port = 0;
    setup.refusal = [this](int status) { return edge->refusal_answer(status); };
    server = std::make_unique<http::Server>(
        setup, [this](http::Request& request) { return edge->handle(request); },
        [this](std::string_view method, std::string_view path) { return edge->body_limit(method, path); });
    server->start();
  }
  void TearDown() override {
    hub->stop();
    server->stop();
    sequencer->stop();
  }

  void publish(const std::string& type, std::vector<std::string> topics) {
    database().write([&](platform::Session& session) {
      platform::Origin origin;
      origin.at = clock.now();
      platform::publish(session, origin, {type, "carnet:1", "", json::object(), topics});
      return platform::Outcome::commit;
    });
    sequencer->wake();
  }
  [[nodiscard]] http::ClientRequest stream(const std::string& last = "") const {
    http::ClientRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(server->port()) + "/api/wallet/v1/events";
    request.headers = {{"Authorization", "Bearer holder"}};
    if (!last.empty()) request.headers.emplace_back("Last-Event-ID", last);
    request.timeout_ms = 10'000;
    return request;
  }
  void until_open(std::size_t count) {
    for (int i = 0; i < 500 && hub->open_streams() != count; ++i) std::this_thread::sleep_for(10ms);
    ASSERT_EQ(hub->open_streams(), count);
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(LiveOnDatabase);

TEST_P(LiveOnDatabase, X16_a_commit_reaches_whom_it_concerns_and_nobody_else) {
  publish("before_anybody_listened", {"carnet:1"});
  for (int i = 0; i < 500 && signal.position() < 1; ++i) std::this_thread::sleep_for(10ms);
  std::vector<std::string> heard;
  std::chrono::steady_clock::time_point sent, arrived;
  std::thread reader([&] {
    http::Client client;
    client.follow(stream(), [&](std::string_view, std::string_view event, std::string_view data) {
      heard.push_back(std::string(event) + " " + std::string(data));
      arrived = std::chrono::steady_clock::now();
      return event != "last_thing";
    });
  });
  until_open(1);
  publish("other_peoples_thing", {"carnet:2"});
  publish("secret_thing", {"carnet:1"});
  publish("first_thing", {"carnet:1", "account:one"});  // twice interesting, told once
  sent = std::chrono::steady_clock::now();
  publish("last_thing", {"account:one"});
  reader.join();
  EXPECT_EQ(heard, (std::vector<std::string>{R"(first_thing {"subject":"carnet:1"})",
                                             R"(last_thing {"subject":"carnet:1"})"}));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(arrived - sent).count();
  std::printf("commit to reader: %ld ms\n", took);
}

TEST_P(LiveOnDatabase, a_reader_that_was_away_gets_what_it_missed) {
  for (int i = 0; i < 1200; ++i) publish(i == 1199 ? "last_thing" : "thing", {i % 2 == 0 ? "carnet:2" : "carnet:1"});
  for (int i = 0; i < 500 && signal.position() < 1200; ++i) std::this_thread::sleep_for(10ms);
  std::vector<std::string> ids;
  http::Client client;
  client.follow(stream("3"), [&](std::string_view id, std::string_view event, std::string_view) {
    ids.emplace_back(id);
    return event != "last_thing";
  });
  ASSERT_EQ(ids.size(), 599U);  // every second one after position 3
  EXPECT_EQ(ids.front(), "4");
  EXPECT_EQ(ids.back(), "1200");
}

TEST_P(LiveOnDatabase, S4_a_session_that_ends_closes_its_stream_within_five_seconds) {
  std::atomic<bool> ended{false};
  std::thread reader([&] {
    http::Client client;
    try {
      client.follow(stream(), [](std::string_view, std::string_view, std::string_view) { return true; });
    } catch (const std::exception&) {
    }
    ended = true;
  });
  until_open(1);
  std::this_thread::sleep_for(500ms);
  EXPECT_FALSE(ended);
  signed_out = true;
  for (int i = 0; i < 500 && !ended; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_TRUE(ended);
  reader.join();
  until_open(0);
}

TEST_P(LiveOnDatabase, a_body_over_the_limit_is_answered_as_a_problem) {
  http::Client client;
  http::ClientRequest request;
  request.method = "POST";
  request.url = "http://127.0.0.1:" + std::to_string(server->port()) + "/api/nics/v1/drafts/1/issue";
  request.body = std::string(std::size_t{30} << 20U, ' ');
  const auto answer = client.send(request);
  EXPECT_EQ(answer.status, 413);
  const auto problem = json::parse(answer.body);
  EXPECT_EQ(problem["code"], "content_too_large");
  EXPECT_FALSE(problem.contains("incident"));
}

}  // namespace
}  // namespace opencarnet::edge
