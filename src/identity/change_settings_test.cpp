// change_default_office, change_language.
#include "directory/directory_store.h"
#include "directory/reference_store.h"
#include "identity/identity_fixture.h"

namespace opencarnet::identity {
namespace {

struct AccountSettings : IdentityFixture {
  static constexpr auto lake = "xslake00000000000000", hill = "xshill00000000000000", gate = "xsgate00000000000000";

  void SetUp() override {
    IdentityFixture::SetUp();
    const auto put = [](platform::Session& session, const std::string& office_id, const std::string& region,
                        bool active = true) {
      directory::Office office;
      office.office_id = office_id;
      office.administration_id = "customs-xs";
      office.region_id = region;
      office.code = office.name = office.name_latin = office_id;
      office.country = "XS";
      office.time_zone = "Europe/Zagreb";
      office.hours = nlohmann::json::object();
      office.active = active;
      directory::put_office(session, office);
    };
    in_write([&](edge::Context& context) {
      auto& session = context.db();
      directory::load_reference(session, directory::built_in_reference());
      directory::put_administration(session, {"customs-xs", "XS", "Douane", "Douane", "en", "", true});
      directory::put_region(session, {"south", "customs-xs", "XS", "South", true});
      directory::put_region(session, {"north", "customs-xs", "XS", "North", true});
      put(session, lake, "south");
      put(session, hill, "south");
      put(session, gate, "north");
      put(session, "xsold000000000000000", "south", false);
      auto account = officer();
      account.email = "south@customs-xs.example";
      account.region_id = "south";
      account.office_id = lake;
      static_cast<void>(create_account(context, account, hash_without_judging(password, settings.cost)).value());
      account.email = "controller@customs-xs.example";
      account.role = edge::Role::controller;
      static_cast<void>(create_account(context, account, hash_without_judging(password, settings.cost)).value());
    });
  }

  edge::Actor signed_in(const std::string& email, const std::string& realm = "customs") {
    return actor_of(token_in(try_sign_in(realm, email, password).value())).value();
  }
  using UseCase = Result<edge::Answer>(edge::Context&, const edge::Input&);
  Result<edge::Answer> change(UseCase& use_case, const edge::Actor& actor, const nlohmann::json& body) {
    Result<edge::Answer> result;
    database().write([&](platform::Session& session) {
      edge::Context context{actor, now, {now, "r", "op", actor.account_id, actor.tenant_id, ""}, &session, database()};
      edge::Input input;
      input.body = body;
      result = use_case(context, input);
      return result ? platform::Outcome::commit : platform::Outcome::roll_back;
    });
    return result;
  }
  Result<edge::Answer> to_office(const edge::Actor& actor, const std::string& office_id) {
    return change(change_default_office, actor, {{"office_id", office_id}});
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(AccountSettings);

TEST_P(AccountSettings, V3_change_default_office_takes_an_office_where_the_account_may_act) {
  const auto south = signed_in("south@customs-xs.example");
  const auto another_session = token_in(try_sign_in("customs", "south@customs-xs.example", password).value());
  const auto answer = to_office(south, hill);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body.at("office_id"), hill);
  EXPECT_EQ(answer->body.at("office"), hill);
  EXPECT_EQ(actor_of(another_session)->office_id, hill);  // every session of the account
  EXPECT_EQ(count("events WHERE type = 'default_office_changed' AND payload LIKE '%" + std::string(hill) + "%'"), 1);
  EXPECT_EQ(count("audit WHERE action = 'change_default_office' AND outcome = 'done'"), 1);
  ASSERT_TRUE(to_office(south, hill));  // once more: nothing changed, nothing told
  EXPECT_EQ(count("events WHERE type = 'default_office_changed'"), 1);
}

TEST_P(AccountSettings, V3_offices_elsewhere_closed_ones_and_unknown_ones_are_refused_alike) {
  const auto south = signed_in("south@customs-xs.example");
  for (const std::string office_id : {gate, "xsold000000000000000", "zzzzzzzzzzzzzzzzzzzz"}) {
    const auto refused = to_office(south, office_id);
    ASSERT_FALSE(refused) << office_id;
    ASSERT_EQ(refused.error().errors.size(), 1U);
    EXPECT_EQ(refused.error().errors[0].pointer, "/office_id");
    EXPECT_EQ(refused.error().errors[0].code, Code::office_not_yours);
  }
  EXPECT_EQ(count("events WHERE type = 'default_office_changed'"), 0);
  EXPECT_TRUE(to_office(signed_in("controller@customs-xs.example"), gate));
  EXPECT_FALSE(to_office(signed_in("kavitch@customs-xs.example"), lake));  // neither region nor office
}

TEST_P(AccountSettings, change_language_counts_for_every_session_and_is_told_once) {
  const auto vreni = signed_in("vreni@edelweiss.example", "wallet");
  EXPECT_EQ(vreni.language, "de");
  for (int again = 0; again < 2; ++again) {
    const auto answer = change(change_language, vreni, {{"language", "fr"}});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body.at("language"), "fr");
  }
  EXPECT_EQ(signed_in("vreni@edelweiss.example", "wallet").language, "fr");
  EXPECT_EQ(count("events WHERE type = 'language_changed'"), 1);
  EXPECT_EQ(count("accounts WHERE language = 'fr'"), 1);  // nobody else's
}

}  // namespace
}  // namespace opencarnet::identity
