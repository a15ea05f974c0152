#include <atomic>
#include <ctime>
#include <limits>
#include <thread>

#include "identity/identity_fixture.h"
#include "platform/guesses.h"

namespace opencarnet::identity {
namespace {

using namespace std::chrono_literals;

struct SigningIn : IdentityFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(SigningIn);

TEST_P(SigningIn, S4_a_session_begins_with_a_guarded_cookie) {
  const auto answer = sign_in_officer();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body.at("account_id"), officer_id);
  EXPECT_EQ(answer->body.at("role"), "officer");
  EXPECT_EQ(answer->body.at("idle_seconds"), 900);
  EXPECT_EQ(answer->body.at("expires_at"), "2026-11-22T20:00:00.000Z");
  EXPECT_FALSE(answer->body.contains("device_challenge"));
  const auto& cookie = answer->headers.at("Set-Cookie");
  EXPECT_TRUE(cookie.starts_with("__Host-session=ocs_"));
  EXPECT_TRUE(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
  const auto actor = actor_of(token_in(*answer));
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->account_id, officer_id);
  EXPECT_EQ(actor->tenant_id, "customs-xs");
  EXPECT_TRUE(actor->by_cookie);
}

TEST_P(SigningIn, I1_the_door_must_be_the_right_one) {
  const auto refused = try_sign_in("wallet", "kavitch@customs-xs.example", password);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::wrong_credentials);
}

TEST_P(SigningIn, The_address_is_read_without_case_and_a_private_holder_is_their_own_tenant) {
  const auto answer = try_sign_in("wallet", "VRENI@Edelweiss.Example", password);
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->body.contains("device_challenge"));
  EXPECT_EQ(actor_of(token_in(*answer))->tenant_id, holder_id);
}

TEST_P(SigningIn, S1_an_unknown_address_answers_like_a_wrong_password_through_all_tries) {
  for (int i = 0; i < 7; ++i) {
    const auto known = try_sign_in("customs", "kavitch@customs-xs.example", "wrong but long enough");
    const auto unknown = try_sign_in("customs", "nobody@customs-xs.example", "wrong but long enough");
    ASSERT_FALSE(known);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(known.error(), unknown.error());
    EXPECT_EQ(known.error().code, i < 5 ? Code::wrong_credentials : Code::too_many_attempts);
  }
}

TEST_P(SigningIn, S1_an_unknown_address_takes_as_long) {
  settings.cost = {2, std::size_t{16} << 20U};  // some 10 ms: enough to see
  in_write([&](edge::Context& context) {
    auto slow = officer();
    slow.email = "slow@customs-xs.example";
    ASSERT_TRUE(create_account(context, slow, hash_without_judging(password, settings.cost)));
  });
  door = sign_in(settings);
  const auto least_work = [&](const std::string& email) {  // of the processor: others on it do not count
    auto least = std::numeric_limits<std::clock_t>::max();
    for (int i = 0; i < 4; ++i) {
      const auto begin = std::clock();
      EXPECT_EQ(try_sign_in("customs", email, "wrong but long enough").error().code, Code::wrong_credentials);
      least = std::min(least, std::clock() - begin);
    }
    return static_cast<double>(least);
  };
  const auto known = least_work("slow@customs-xs.example");
  const auto unknown = least_work("nobody@customs-xs.example");
  EXPECT_GT(unknown / known, 0.5);  // without the hash of nobody it were a tenth
  EXPECT_LT(unknown / known, 2.0);
}

TEST_P(SigningIn, S2_the_right_password_must_wait_too_and_then_opens) {
  for (int i = 0; i < 5; ++i) ASSERT_FALSE(try_sign_in("customs", "kavitch@customs-xs.example", "wrong"));
  const auto waiting = sign_in_officer();
  ASSERT_FALSE(waiting);
  EXPECT_EQ(waiting.error().code, Code::too_many_attempts);
  EXPECT_EQ(waiting.error().params.at("seconds"), "30");
  now += 30s;
  ASSERT_TRUE(sign_in_officer());
  for (int i = 0; i < 5; ++i)  // and the tries start anew
    EXPECT_EQ(try_sign_in("customs", "kavitch@customs-xs.example", "wrong").error().code, Code::wrong_credentials);
}

TEST_P(SigningIn, S2_twenty_wrong_tries_lock_until_an_administrator_enables_again) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(try_sign_in("customs", "kavitch@customs-xs.example", "wrong").error().code, Code::wrong_credentials);
    now += 1h;
  }
  const auto locked = sign_in_officer();
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().code, Code::locked);
  in_write([&](edge::Context& context) {
    EXPECT_TRUE(set_active(context, officer_id, false));
    EXPECT_TRUE(set_active(context, officer_id, true));
  });
  EXPECT_TRUE(sign_in_officer());
}

TEST_P(SigningIn, S2_sixteen_at_once_get_no_more_than_the_free_tries) {
  std::atomic<int> compared{0}, told_to_wait{0};
  std::vector<std::thread> crowd;
  crowd.reserve(16);
  for (int i = 0; i < 16; ++i)
    crowd.emplace_back([&] {
      const auto answer = try_sign_in("customs", "kavitch@customs-xs.example", "wrong but long enough");
      if (!answer && answer.error().code == Code::wrong_credentials) ++compared;
      if (!answer && answer.error().code == Code::too_many_attempts) ++told_to_wait;
    });
  for (auto& one : crowd) one.join();
  EXPECT_EQ(compared, 5);
  EXPECT_EQ(told_to_wait, 11);
}

TEST_P(SigningIn, S2_a_source_is_slowed_down_over_all_accounts_and_others_are_not) {
  settings.limits.per_source_and_hour = 8;
  door = sign_in(settings);
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(try_sign_in("wallet", "p" + std::to_string(i) + "@x.example", "spray").error().code,
              Code::wrong_credentials);
  EXPECT_EQ(sign_in_officer().error().code, Code::too_many_attempts);
  EXPECT_TRUE(try_sign_in("customs", "kavitch@customs-xs.example", password, {}, "198.51.100.7"));
  now += 1h;
  EXPECT_TRUE(sign_in_officer());
}

TEST_P(SigningIn, S2_all_sources_together_are_slowed_down) {
  settings.limits.overall_and_minute = 3;
  door = sign_in(settings);
  for (int i = 0; i < 3; ++i)
    EXPECT_FALSE(try_sign_in("wallet", std::to_string(i) + "@x.example", "spray", {}, fmt::format("192.0.2.{}", i)));
  EXPECT_EQ(try_sign_in("wallet", "vreni@edelweiss.example", password, {}, "198.51.100.9").error().code,
            Code::too_many_attempts);
  now += 1min;
  EXPECT_TRUE(sign_in_holder());
}

TEST_P(SigningIn, S4_the_session_is_new_whatever_the_request_came_with) {
  const auto first = token_in(*sign_in_officer());
  const auto actor = actor_of(first);
  ASSERT_TRUE(actor);
  const auto second = try_sign_in("customs", "kavitch@customs-xs.example", password, *actor, "192.0.2.1");
  ASSERT_TRUE(second);
  EXPECT_NE(token_in(*second), first);
  EXPECT_FALSE(actor_of(first));
  EXPECT_NE(actor_of(token_in(*second))->session_id, actor->session_id);
}

TEST_P(SigningIn, I2_a_disabled_account_is_told_so_only_with_the_right_password) {
  in_write([&](edge::Context& context) { ASSERT_TRUE(set_active(context, officer_id, false)); });
  EXPECT_EQ(sign_in_officer().error().code, Code::account_disabled);
  EXPECT_EQ(try_sign_in("customs", "kavitch@customs-xs.example", "wrong").error().code, Code::wrong_credentials);
}

TEST_P(SigningIn, I3_a_hash_made_at_another_cost_is_made_anew) {
  settings.cost = {2, 16384};
  door = sign_in(settings);
  ASSERT_TRUE(sign_in_officer());
  EXPECT_EQ(count("accounts WHERE password_hash LIKE '%m=16,t=2%'"), 1);
  EXPECT_TRUE(sign_in_officer());
}

TEST_P(SigningIn, I3_an_absurdly_long_password_is_wrong_and_costs_nothing) {
  EXPECT_EQ(try_sign_in("customs", "kavitch@customs-xs.example", std::string(100'000, 'x')).error().code,
            Code::wrong_credentials);
}

TEST_P(SigningIn, V7_right_and_wrong_tries_are_in_the_audit_trail_and_secrets_are_nowhere) {
  ASSERT_TRUE(sign_in_officer());
  ASSERT_FALSE(try_sign_in("customs", "kavitch@customs-xs.example", "canary-wrong-password"));
  ASSERT_FALSE(try_sign_in("customs", "canary-unknown@x.example", "canary-wrong-password"));
  EXPECT_EQ(count("audit WHERE action = 'sign_in' AND outcome = 'done' AND actor = '" + officer_id + "'"), 1);
  EXPECT_EQ(count("audit WHERE outcome = 'wrong_credentials' AND subject = 'account:" + officer_id + "'"), 1);
  EXPECT_EQ(count("audit WHERE outcome = 'wrong_credentials' AND subject = 'account:unknown'"), 1);
  EXPECT_EQ(count("audit WHERE subject LIKE '%canary%' OR reason LIKE '%canary%' OR actor LIKE '%canary%'"), 0);
  EXPECT_EQ(count("guesses WHERE guess_key LIKE '%canary%'"), 0);
}

}  // namespace
}  // namespace opencarnet::identity
