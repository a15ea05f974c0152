#include "operations/operations.h"

#include <gtest/gtest.h>

#include "support/databases.h"

namespace opencarnet::operations {

struct Operations : support::BothEngines {
  platform::Clock clock;
  edge::Actor actor{};

  Result<edge::Answer> run(const std::function<Result<edge::Answer>(edge::Context&)>& use_case) {
    Result<edge::Answer> answer = refuse(Code::fault);
    database().write([&](platform::Session& session) {
      edge::Context context{
          actor, clock.now(), {clock.now(), "request", "operation", "operator", "", ""}, &session, database()};
      answer = use_case(context);
      return answer ? platform::Outcome::commit : platform::Outcome::roll_back;
    });
    return answer;
  }
  edge::Input page(std::int64_t after, int limit = 50) {
    edge::Input input;
    input.query = {{"after", std::to_string(after)}, {"limit", std::to_string(limit)}};
    return input;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Operations);

TEST_P(Operations, list_events_shows_the_log_in_pages_with_leaves_that_hold) {
  for (int number = 1; number <= 3; ++number)
    (void)run([&](edge::Context& context) -> Result<edge::Answer> {
      context.publish({"carnet_issued", "carnet:" + std::to_string(number), "CH_LI", {{"number", number}}, {}});
      return edge::Answer{};
    });
  platform::number_events(database());
  const auto first = run([&](edge::Context& context) { return list_events(context, page(0, 2)); });
  ASSERT_TRUE(first);
  ASSERT_EQ(first->body.at("events").size(), 2U);
  EXPECT_EQ(first->body.at("events")[0].at("position"), 1);
  const auto rest = run([&](edge::Context& context) { return list_events(context, page(2)); });
  ASSERT_EQ(rest->body.at("events").size(), 1U);
  const auto& event = rest->body.at("events")[0];
  platform::StoredEvent stored;
  stored.event_id = event.at("event_id").get<std::string>();
  stored.at = *parse_instant(event.at("at").get<std::string>());
  stored.type = event.at("type").get<std::string>();
  stored.subject = event.at("subject").get<std::string>();
  stored.territory = event.at("territory").get<std::string>();
  stored.payload = event.at("payload");
  stored.salt = event.at("salt").get<std::string>();
  EXPECT_EQ(platform::leaf_of(stored), event.at("leaf").get<std::string>());
}

TEST_P(Operations, set_clock_goes_on_and_never_back) {
  const auto clock_to = [&](const nlohmann::json& body) {
    edge::Context context{actor, clock.now(), {clock.now(), "request", "set_clock", "", "", ""}, nullptr, database()};
    edge::Input input;
    input.body = body;
    return set_clock({clock}, context, input);
  };
  const auto before = clock.now();
  ASSERT_TRUE(clock_to({{"advance_days", 30}}));
  EXPECT_GE(clock.now(), before + date::days{30});
  database().read([](platform::Session& session) {
    const auto* text = "SELECT COUNT(*) AS n FROM audit WHERE action = 'set_clock'";
    EXPECT_EQ(session.one(platform::Query{"operations_test.audit", text, text}).value().integer("n"), 1) << "V7";
  });
  EXPECT_EQ(clock_to({{"now", "2020-01-01T00:00:00Z"}}).error().code, Code::clock_goes_back);
  EXPECT_EQ(clock_to(nlohmann::json::object()).error().errors.at(0).code, Code::clock_needs_one_way);
  EXPECT_EQ(clock_to({{"advance_days", 1}, {"now", "2030-01-01T00:00:00Z"}}).error().errors.at(0).pointer, "/now");
}

}  // namespace opencarnet::operations
