#include "identity/identity_fixture.h"

namespace opencarnet::identity {
namespace {

using namespace std::chrono_literals;

struct FindingTheActor : IdentityFixture {
  std::string officer_token() { return token_in(*sign_in_officer()); }
  void touch(const edge::Actor& actor) {
    in_write([&](edge::Context& context) { touch_session(context.db(), actor, now); });
  }
  Result<edge::Answer> call(Result<edge::Answer> (*use_case)(edge::Context&, const edge::Input&),
                            const edge::Actor& actor) {
    Result<edge::Answer> answer;
    database().write([&](platform::Session& session) {
      edge::Context context{actor, now, {now, "r", "op", actor.account_id, actor.tenant_id, ""}, &session, database()};
      answer = use_case(context, {});
      return platform::Outcome::commit;
    });
    return answer;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(FindingTheActor);

TEST_P(FindingTheActor, S3_the_database_knows_no_token) {
  const auto token = officer_token();
  EXPECT_GE(token.size(), 43U);
  EXPECT_EQ(count("sessions WHERE token_hash = '" + token + "'"), 0);
  EXPECT_FALSE(actor_of(token + "x"));
  EXPECT_FALSE(actor_of(token.substr(1)));
  EXPECT_FALSE(actor_of(""));
  EXPECT_FALSE(actor_of("ocs_' OR 1=1 --"));
  EXPECT_FALSE(actor_of("ocs_" + std::string(1'000'000, 'x')));
}

TEST_P(FindingTheActor, S4_idle_sessions_end_and_used_ones_go_on) {
  const auto token = officer_token();
  now += 14min;
  const auto actor = actor_of(token);
  ASSERT_TRUE(actor);
  touch(*actor);
  now += 14min;
  EXPECT_TRUE(actor_of(token));
  now += 1min;
  EXPECT_FALSE(actor_of(token));
}

TEST_P(FindingTheActor, S4_last_seen_is_written_once_a_minute_and_never_set_back) {
  const auto actor = actor_of(officer_token()).value();
  now = morning + 59s;
  touch(actor);
  EXPECT_EQ(count("sessions WHERE last_seen_at = '2026-11-22T08:00:00.000Z'"), 1);
  now = morning + 60s;
  touch(actor);
  EXPECT_EQ(count("sessions WHERE last_seen_at = '2026-11-22T08:01:00.000Z'"), 1);
  now = morning - 1h;
  touch(actor);
  EXPECT_EQ(count("sessions WHERE last_seen_at = '2026-11-22T08:01:00.000Z'"), 1);
}

TEST_P(FindingTheActor, S4_twelve_hours_are_the_end_even_for_the_busy) {
  const auto token = officer_token();
  for (int i = 0; i < 71; ++i) {
    now += 10min;
    const auto actor = actor_of(token);
    ASSERT_TRUE(actor) << i;
    touch(*actor);
  }
  now += 10min;
  EXPECT_FALSE(actor_of(token));
}

TEST_P(FindingTheActor, S4_disabling_ends_all_sessions_at_once_and_enabling_brings_none_back) {
  const auto one = officer_token();
  const auto two = officer_token();
  const auto others = token_in(*sign_in_holder());
  in_write([&](edge::Context& context) { ASSERT_TRUE(set_active(context, officer_id, false)); });
  EXPECT_FALSE(actor_of(one));
  EXPECT_FALSE(actor_of(two));
  EXPECT_TRUE(actor_of(others));
  in_write([&](edge::Context& context) { ASSERT_TRUE(set_active(context, officer_id, true)); });
  EXPECT_FALSE(actor_of(one));
  EXPECT_EQ(count("events WHERE type = 'account_disabled'"), 1);
  EXPECT_EQ(count("events WHERE type = 'account_enabled'"), 1);
}

TEST_P(FindingTheActor, S4_signing_out_ends_this_session_and_no_other) {
  const auto one = officer_token();
  const auto two = officer_token();
  const auto actor = actor_of(one).value();
  const auto answer = call(sign_out, actor);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 204);
  EXPECT_NE(answer->headers.at("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_FALSE(actor_of(one));
  EXPECT_TRUE(actor_of(two));
  EXPECT_EQ(call(sign_out, actor).error().code, Code::session_ended);
  EXPECT_EQ(call(get_session, actor).error().code, Code::session_ended);
}

TEST_P(FindingTheActor, S4_sessions_are_swept_a_month_after_their_end) {
  officer_token();
  now += 24h * 30;
  officer_token();
  EXPECT_EQ(count("sessions"), 2);
  now += 13h;
  officer_token();
  EXPECT_EQ(count("sessions"), 2);
}

TEST_P(FindingTheActor, The_session_says_whose_it_is) {
  const auto answer = call(get_session, actor_of(officer_token()).value());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body.at("email"), "kavitch@customs-xs.example");
  EXPECT_EQ(answer->body.at("display_name"), "Lieutenant Kavitch");
  EXPECT_EQ(answer->body.at("country"), "XS");
  EXPECT_FALSE(answer->body.contains("office"));
}

TEST_P(FindingTheActor, T1_a_session_is_bound_to_a_device_and_its_challenge_is_used_once) {
  const auto token = token_in(*sign_in_holder());
  const auto actor = actor_of(token).value();
  EXPECT_EQ(actor.device_id, "");
  std::string before, after;
  in_write([&](edge::Context& context) {
    before = find_device_challenge(context.db(), actor.session_id).value();
    ASSERT_TRUE(bind_device(context.db(), actor.session_id, "device-1"));
    after = find_device_challenge(context.db(), actor.session_id).value();
  });
  EXPECT_NE(before, after);
  EXPECT_EQ(actor_of(token)->device_id, "device-1");
  const auto shown = call(get_session, actor);
  EXPECT_EQ(shown->body.at("device_challenge"), after);
  EXPECT_EQ(shown->body.at("device_id"), "device-1");
  ASSERT_TRUE(call(sign_out, actor));
  in_write([&](edge::Context& context) {
    EXPECT_EQ(bind_device(context.db(), actor.session_id, "device-2").error().code, Code::session_ended);
    EXPECT_EQ(find_device_challenge(context.db(), actor.session_id).error().code, Code::session_ended);
  });
}

}  // namespace
}  // namespace opencarnet::identity
