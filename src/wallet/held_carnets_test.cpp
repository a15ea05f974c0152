// list_carnets, get_carnet.
#include "crypto/jose.h"
#include "wallet/wallet_fixture.h"

namespace opencarnet::wallet {
namespace {

struct HeldCarnets : WalletFixture {
  json listed(const Holder& holder, std::map<std::string, std::string> query = {}) {
    edge::Input input;
    input.query = std::move(query);
    input.query.try_emplace("limit", "50");
    return call("list_carnets", holder.actor, std::move(input)).value().body;
  }
  json the_one(const Holder& holder) { return listed(holder).at("carnets").at(0); }
  json next(const Holder& holder) { return the_one(holder).at("next_step"); }
  json opened(const Holder& holder) {
    const auto answer = done("get_carnet", holder, {}, of_carnet());
    return json::parse(crypto::decrypt_jwe(holder.encryption, answer.at("jwe").get<std::string>()).value());
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(HeldCarnets);

TEST_P(HeldCarnets, V5_the_list_shows_what_this_account_has_downloaded_and_nothing_else) {
  EXPECT_EQ(listed(sign_in()).at("carnets"), json::array());
  const auto vreni = with_carnet();
  const auto carnets = listed(vreni).at("carnets");
  ASSERT_EQ(carnets.size(), 1U);
  const auto& it = carnets[0];
  EXPECT_EQ(it.at("carnet_id"), 768255);
  EXPECT_EQ(it.at("number"), "CHTA00000901");
  EXPECT_EQ(it.at("holder_name"), "Edelweiss Sound AG");
  EXPECT_FALSE(it.at("issued_by").get<std::string>().empty());
  EXPECT_EQ(it.at("state"), "issued");
  EXPECT_EQ(it.at("valid_until"), "2027-06-30");
  EXPECT_EQ(it.at("items"), 20);
  EXPECT_EQ(it.at("currency"), "CHF");
  EXPECT_EQ(it.at("sets_left").at("importation_re_exportation"), 3);
  EXPECT_EQ(it.at("places"),
            json({{{"place", "home"}, {"territory", "CH_LI"}, {"items", 20}, {"goods_ranges", "1-20"}}}));
  EXPECT_FALSE(it.contains("signed_at"));
  EXPECT_EQ(listed(with_device("driver@edelweiss.example")).at("carnets"), json::array());
  EXPECT_EQ(count("audit WHERE action = 'list_carnets' AND subject = 'carnet:768255'"), 1);
}

TEST_P(HeldCarnets, another_device_of_the_account_sees_the_carnet_and_is_told_that_it_is_not_here) {
  const auto phone = with_carnet();
  EXPECT_EQ(the_one(phone).at("downloaded_on_this_device"), true);
  EXPECT_EQ(the_one(with_device()).at("downloaded_on_this_device"), false);
  EXPECT_EQ(the_one(sign_in()).at("downloaded_on_this_device"), false);  // no device at all
  run("UPDATE devices SET revoked_at = '2026-11-22T08:00:00.000Z'");
  EXPECT_EQ(listed(with_device()).at("carnets"), json::array());
}

TEST_P(HeldCarnets, the_latest_download_comes_first_and_pages_do_not_overlap) {
  const auto vreni = with_carnet();
  for (const carnet::CarnetId carnet_id : {768256, 768257}) {
    auto another = carnet;
    another.carnet_id = carnet_id;
    another.number = "CHTA0000" + std::to_string(carnet_id);
    issue(another);
    ASSERT_TRUE(try_download(vreni, pin, std::to_string(carnet_id)));
  }
  std::vector<int> seen;
  std::map<std::string, std::string> query{{"limit", "1"}};
  for (int pages = 0; pages < 5; ++pages) {
    const auto page = listed(vreni, query);
    for (const auto& it : page.at("carnets")) seen.push_back(it.at("carnet_id").get<int>());
    if (!page.contains("next_cursor")) break;
    query["cursor"] = page.at("next_cursor").get<std::string>();
  }
  EXPECT_EQ(seen, (std::vector<int>{768257, 768256, 768255}));
  for (const std::string cursor : {"nonsense", "", "!!", "MjAyNi0xMS0yMlQwODowMDowMC4wMDBa"}) {
    edge::Input input;
    input.query = {{"limit", "1"}, {"cursor", cursor}};
    EXPECT_EQ(fields_said(call("list_carnets", vreni.actor, input)),
              std::vector<std::string>{"/query/cursor cursor_not_ours"})
        << cursor;
  }
}

TEST_P(HeldCarnets, T1_the_next_step_leads_from_the_signature_to_the_goods_abroad_and_home_again) {
  const auto unsigned_one = with_carnet();
  EXPECT_EQ(next(unsigned_one).at("step"), "sign_carnet");
  const auto vreni = ready();
  EXPECT_EQ(next(vreni).at("step"), "prepare_travel");
  const auto draft = done("create_travel", vreni, journey(""), of_carnet());
  EXPECT_EQ(next(vreni).at("step"), "finish_travel");
  EXPECT_EQ(next(vreni).at("travel_id"), draft.at("travel_id"));
  EXPECT_EQ(next(vreni).at("country"), "DE");

  auto travel = done("update_travel", vreni, journey("1-3, 4x2"), of_travel(draft), "1");
  EXPECT_EQ(next(vreni).at("step"), "sign_declaration");
  EXPECT_EQ(next(vreni).at("type"), "validation");
  for (const auto* type : {"validation", "exportation", "importation"}) {
    const auto& it = declaration(travel, type);
    sign(vreni, it);
    EXPECT_EQ(next(vreni).at("step"), "show_declaration") << type;
    EXPECT_EQ(next(vreni).at("declaration_id"), it.at("declaration_id")) << type;
    EXPECT_EQ(next(vreni).at("place"), "Musikhalle, Berlin");
    commit(it);
  }
  EXPECT_EQ(next(vreni), json({{"step", "prepare_return"}, {"territory", "EU"}, {"until", "2027-06-30"}}));
  EXPECT_EQ(the_one(vreni).at("places"),
            json({{{"place", "home"}, {"territory", "CH_LI"}, {"items", 17}, {"goods_ranges", "4x8, 5-20"}},
                  {{"place", "in_territory"},
                   {"territory", "EU"},
                   {"items", 4},
                   {"goods_ranges", "1-3, 4x2"},
                   {"final_date", "2027-06-30"}}}));

  travel = done("create_travel", vreni, journey_home("1-3, 4x2"), of_carnet());
  for (const auto* type : {"re_exportation", "re_importation"}) {
    sign(vreni, declaration(travel, type));
    commit(declaration(travel, type));
  }
  EXPECT_EQ(next(vreni).at("step"), "all_home");
  EXPECT_EQ(the_one(vreni).at("state"), "activated");
}

TEST_P(HeldCarnets, X13_a_rejected_declaration_is_next_and_names_the_office_but_no_reason) {
  const auto vreni = ready();
  const auto travel = done("create_travel", vreni, journey("1-4"), of_carnet());
  sign(vreni, declaration(travel, "validation"));
  reject(declaration(travel, "validation"));
  EXPECT_EQ(next(vreni).at("step"), "rejected_declaration");
  EXPECT_EQ(next(vreni).at("office"), "Customs");
  EXPECT_EQ(the_one(vreni).dump().find("smoke"), std::string::npos);
}

TEST_P(HeldCarnets, X10_a_blocked_carnet_can_do_nothing) {
  const auto vreni = ready();
  set_standing(carnet::Standing::blocked);
  EXPECT_EQ(next(vreni), json({{"step", "nothing_possible"}}));
  EXPECT_EQ(the_one(vreni).at("state"), "blocked");
}

TEST_P(HeldCarnets, C11_a_device_that_has_the_carnet_gets_it_again_without_the_pin) {
  const auto vreni = ready();
  const auto before = opened(vreni);
  EXPECT_EQ(before.at("general_list").size(), 20U);
  EXPECT_TRUE(before.contains("signed_at"));
  EXPECT_EQ(before.at("sets_left").at("exportation_re_importation"), 2);
  static_cast<void>(done("create_travel", vreni, journey("1-4"), of_carnet()));
  EXPECT_EQ(opened(vreni).at("sets_left").at("exportation_re_importation"), 1);
  set_standing(carnet::Standing::cancelled);
  EXPECT_EQ(opened(vreni).at("state"), "cancelled");  // whoever has it must learn that
  EXPECT_EQ(count("audit WHERE action = 'get_carnet' AND subject = 'carnet:768255' AND outcome = 'done'"), 3);
  const auto answer = done("get_carnet", vreni, {}, of_carnet());
  EXPECT_FALSE(crypto::decrypt_jwe(with_device().encryption, answer.at("jwe").get<std::string>()));
}

TEST_P(HeldCarnets, C11_a_device_that_never_typed_the_pin_gets_nothing) {
  const auto vreni = with_carnet();
  EXPECT_EQ(said(call("get_carnet", with_device(), {}, of_carnet())), "not_found ");
  EXPECT_EQ(said(call("get_carnet", with_device("driver@edelweiss.example"), {}, of_carnet())), "not_found ");
  EXPECT_EQ(said(call("get_carnet", vreni, {}, {{"carnet_id", "999"}})), "not_found ");
  EXPECT_EQ(said(call("get_carnet", sign_in(), {}, of_carnet())), "device_needed T1");
  run("UPDATE devices SET revoked_at = '2026-11-22T08:00:00.000Z'");
  EXPECT_EQ(said(call("get_carnet", vreni, {}, of_carnet())), "device_needed T1");
}

}  // namespace
}  // namespace opencarnet::wallet
