#include "identity/identity_fixture.h"

namespace opencarnet::identity {
namespace {

struct CreatingAccounts : IdentityFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(CreatingAccounts);

TEST_P(CreatingAccounts, I2_one_address_has_one_account_in_a_realm) {
  in_write([&](edge::Context& context) {
    auto again = holder();
    again.email = "VRENI@edelweiss.example";
    const auto taken = create_account(context, again, {"hash"});
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, Code::email_taken);
    auto elsewhere = officer();
    elsewhere.email = again.email;
    EXPECT_TRUE(create_account(context, elsewhere, {"hash"}));
  });
}

TEST_P(CreatingAccounts, I3_a_weak_password_is_a_field_error_and_a_good_one_an_argon2id_hash) {
  const auto weak = admit_password("password1234", "vreni@edelweiss.example", settings.cost);
  ASSERT_FALSE(weak);
  EXPECT_EQ(weak.error().errors.at(0).pointer, "/password");
  const auto good = admit_password("seven quiet mountains", "vreni@edelweiss.example", settings.cost);
  ASSERT_TRUE(good);
  EXPECT_TRUE(good->text.starts_with("$argon2id$"));
}

TEST_P(CreatingAccounts, Every_change_is_one_event_without_names_and_addresses) {
  EXPECT_EQ(count("events WHERE type = 'account_registered'"), 3);
  EXPECT_EQ(count("events WHERE type = 'client_created'"), 1);
  EXPECT_EQ(count("events WHERE payload LIKE '%kavitch%' OR payload LIKE '%Kavitch%' OR payload LIKE '%occ_%'"), 0);
  in_write([&](edge::Context& context) {
    EXPECT_TRUE(set_active(context, officer_id, true));  // it is active already
    EXPECT_EQ(set_active(context, "00000000000000000000", false).error().code, Code::not_found);
  });
  EXPECT_EQ(count("events"), 4);
}

TEST_P(CreatingAccounts, I1_a_role_outside_its_realm_is_a_bug) {
  auto wrong = officer();
  wrong.realm = "wallet";
  EXPECT_THROW(in_write([&](edge::Context& context) { (void)create_account(context, wrong, {"hash"}); }),
               std::logic_error);
}

TEST_P(CreatingAccounts, One_hash_serves_many_seeded_accounts) {
  const auto hash = hash_without_judging("a long demo passphrase", settings.cost);
  in_write([&](edge::Context& context) {
    for (int i = 0; i < 200; ++i) {
      auto seeded = officer();
      seeded.email = "officer" + std::to_string(i) + "@customs-xs.example";
      ASSERT_TRUE(seed_account_with_hash(context, seeded, hash));
    }
  });
  EXPECT_TRUE(try_sign_in("customs", "officer199@customs-xs.example", "a long demo passphrase"));
}

}  // namespace
}  // namespace opencarnet::identity
