// create_travel, update_travel, delete_travel, list_travels.
#include "crypto/secrets.h"
#include "wallet/wallet_fixture.h"

namespace opencarnet::wallet {
namespace {

using Strings = std::vector<std::string>;

struct Travels : WalletFixture {
  Result<edge::Answer> create(const Holder& holder, const json& body) {
    return call("create_travel", holder, body, of_carnet());
  }
  json created(const Holder& holder, const json& body) { return done("create_travel", holder, body, of_carnet()); }
  Result<edge::Answer> update(const Holder& holder, const json& travel, const json& body) {
    return call("update_travel", holder, body, of_travel(travel), travel.at("version").get<std::string>());
  }
  json updated(const Holder& holder, const json& travel, const json& body) {
    return done("update_travel", holder, body, of_travel(travel), travel.at("version").get<std::string>());
  }
  static json goods_of(const json& to_sign_holder) {
    return json::parse(to_sign_holder.at("to_sign").get<std::string>()).at("goods");
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Travels);

TEST_P(Travels, T1_a_travel_is_prepared_after_the_carnet_was_signed) {
  const auto vreni = with_carnet();
  const auto refused = create(vreni, journey("1-4"));
  EXPECT_EQ(said(refused), "holder_step_too_early T1");
  EXPECT_EQ(refused.error().params.at("first"), "sign_carnet");
}

TEST_P(Travels, S1_a_carnet_that_was_not_downloaded_does_not_exist) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-4"));
  const auto stranger = with_device("driver@edelweiss.example");
  for (const std::string operation : {"create_travel", "list_travels", "list_history"})
    EXPECT_EQ(said(call(operation, stranger, journey("1-4"), of_carnet())), "not_found ") << operation;
  EXPECT_EQ(said(call("create_travel", vreni, journey("1"), {{"carnet_id", "1"}})), "not_found ");
  EXPECT_EQ(said(update(stranger, travel, journey("1"))), "not_found ");
  EXPECT_EQ(said(call("delete_travel", stranger, {}, of_travel(travel))), "not_found ");
  EXPECT_EQ(said(call("delete_travel", vreni, {}, {{"travel_id", "00000000000000000000"}})), "not_found ");
  EXPECT_EQ(said(call("update_travel", vreni, journey("1"), {{"travel_id", "00000000000000000000"}}, "1")),
            "not_found ");
}

TEST_P(Travels, T2_declarations_are_derived_and_T3_sets_reserved) {
  const auto vreni = ready();
  auto body = journey("1-3, 4x2");
  body["transits"] = {"AT"};
  body["nickname"] = "Autumn tour";
  const auto answer = create(vreni, body).value();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.headers.at("ETag"), "\"1\"");
  const auto& travel = answer.body;
  EXPECT_EQ(types_of(travel), (Strings{"validation", "exportation", "transit_open", "transit_close", "importation"}));
  EXPECT_EQ(travel.at("complete"), true);
  EXPECT_EQ(travel.at("missing"), json::array());
  EXPECT_EQ(travel.at("goods_ranges"), "1-3, 4x2");
  EXPECT_EQ(travel.at("sets_used"),
            json({{"exportation_re_importation", 1}, {"importation_re_exportation", 1}, {"transit", 1}}));
  EXPECT_EQ(travel.at("sets_left"),
            json({{"exportation_re_importation", 1}, {"importation_re_exportation", 2}, {"transit", 1}}));
  const auto& importation = declaration(travel, "importation");
  EXPECT_EQ(importation.at("territory"), "EU");
  EXPECT_EQ(importation.at("state"), "prepared");
  EXPECT_EQ(importation.at("medium"), "digital");
  const auto to_sign = json::parse(importation.at("to_sign").get<std::string>());
  EXPECT_EQ(to_sign.at("transport_details"), "ZH 123 456");
  EXPECT_EQ(to_sign.at("carnet_number"), "CHTA00000901");
  EXPECT_EQ(event_types().back(), "travel_created");
  EXPECT_EQ(last_event().topics, (Strings{"carnet:768255", "account:" + vreni.actor.account_id}));
}

TEST_P(Travels, T2_no_travel_within_a_territory_and_X6_none_that_the_carnet_does_not_cover) {
  const auto vreni = ready();
  EXPECT_EQ(said(create(vreni, {{"from_country", "DE"}, {"to_country", "FR"}, {"goods", "1"}})),
            "no_travel_within_territory T2");
  EXPECT_EQ(said(create(vreni, {{"from_country", "CH"}, {"to_country", "LI"}})), "no_travel_within_territory T2");
  EXPECT_EQ(said(create(vreni, {{"from_country", "CH"}, {"to_country", "QQ"}})), "country_not_in_directory T2");
  EXPECT_EQ(said(create(vreni, {{"from_country", "CH"}, {"to_country", "US"}, {"goods", "1"}})),
            "territory_not_covered X6");
  auto home = journey("1");
  home["transits"] = {"LI"};
  EXPECT_EQ(said(create(vreni, home)), "no_transit_at_home T2");
  EXPECT_EQ(count("travels"), 0);
}

TEST_P(Travels, T4_every_error_in_typed_goods_is_named_at_once_with_its_place) {
  const auto vreni = ready();
  EXPECT_EQ(fields_said(create(vreni, journey("5-2,,9x,21"))),
            (Strings{"/goods range_backwards", "/goods range_part_empty", "/goods range_not_understood",
                     "/goods item_not_on_list"}));
  auto body = journey("1-4");
  body["goods"] =
      json::array({{{"item", 1}, {"pieces", 1}}, {{"item", 4}, {"pieces", 11}}, {{"item", 21}, {"pieces", 1}}});
  body["not_re_exported"] = "x";
  EXPECT_EQ(fields_said(create(vreni, body)),
            (Strings{"/goods/1/pieces too_many_pieces", "/goods/2/item item_not_on_list",
                     "/not_re_exported range_not_understood"}));
}

TEST_P(Travels, T3_no_set_left_names_the_kind_that_is_missing) {
  const auto vreni = ready();
  created(vreni, journey("1-3"));
  const auto second = created(vreni, journey("4-6"));
  EXPECT_EQ(second.at("sets_left").at("exportation_re_importation"), 0);
  const auto refused = create(vreni, journey("7"));
  EXPECT_EQ(said(refused), "no_set_left T3");
  EXPECT_EQ(refused.error().params.at("kind"), "exportation_re_importation");
  EXPECT_EQ(travels(vreni).size(), 2U);
  call("delete_travel", vreni, {}, of_travel(second)).value();
  EXPECT_EQ(said(create(vreni, journey("7"))), "accepted");
}

TEST_P(Travels, T5_goods_are_looked_for_where_earlier_travels_will_have_brought_them) {
  const auto vreni = ready();
  EXPECT_EQ(said(create(vreni, journey_home("1-3"))), "goods_not_open_in_territory X7");
  const auto out = created(vreni, journey("1-6"));
  EXPECT_EQ(types_of(created(vreni, journey_home("1-3"))), (Strings{"re_exportation", "re_importation"}));
  EXPECT_EQ(said(create(vreni, journey_home("3, 4"))), "goods_not_open_in_territory X7");
  EXPECT_EQ(said(create(vreni, journey("4"))), "goods_not_at_home X4");
  EXPECT_EQ(said(update(vreni, out, journey("1-5"))), "accepted");
}

TEST_P(Travels, T6_an_incomplete_travel_is_saved_and_finished_on_another_device) {
  const auto vreni = ready();
  const auto draft = created(vreni, journey(""));
  EXPECT_EQ(draft.at("complete"), false);
  EXPECT_EQ(draft.at("missing"), json({"goods"}));
  EXPECT_EQ(draft.at("declarations"), json::array());
  EXPECT_EQ(draft.at("sets_left").at("transit"), 2);

  const auto other = with_carnet("driver@edelweiss.example");
  const auto shown = travels(other).at(0);
  const auto finished = updated(other, shown, journey("1-3"));
  EXPECT_EQ(finished.at("complete"), true);
  EXPECT_EQ(finished.at("version"), "2");
  EXPECT_EQ(types_of(finished), (Strings{"validation", "exportation", "importation"}));
  EXPECT_EQ(types_of(updated(vreni, finished, journey(""))), Strings{});
}

TEST_P(Travels, T6_a_conflicting_edit_is_refused_with_the_newer_version) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-3"));
  updated(vreni, travel, journey("1-4"));
  const auto refused = update(vreni, travel, journey("1-5"));
  EXPECT_EQ(said(refused), "newer_version_exists T6");
  EXPECT_EQ(refused.error().params.at("newest"), "2");
  EXPECT_EQ(said(call("update_travel", vreni, journey("1"), of_travel(travel))), "precondition_required T6");
  EXPECT_EQ(travels(vreni).at(0).at("goods_ranges"), "1-4");
}

TEST_P(Travels, T7_an_edit_voids_the_signatures_of_what_it_changes_and_no_other) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-3"));
  for (const auto& it : travel.at("declarations")) sign(vreni, it);

  auto renamed = journey("1-3");
  renamed["nickname"] = "For my eyes";
  const auto same = updated(vreni, travel, renamed);
  for (const auto& it : same.at("declarations")) EXPECT_EQ(it.at("state"), "signed");

  const auto changed = updated(vreni, same, journey("1-4"));
  EXPECT_EQ(declaration(changed, "validation").at("state"), "signed");  // of the whole list, whatever travels
  EXPECT_EQ(declaration(changed, "exportation").at("state"), "prepared");
  EXPECT_FALSE(declaration(changed, "exportation").contains("signed_at"));
  EXPECT_EQ(declaration(changed, "exportation").at("declaration_id"),
            declaration(travel, "exportation").at("declaration_id"));
  EXPECT_EQ(said(call("get_qr", vreni, {}, of(declaration(changed, "exportation")))), "declaration_not_signed T1");
}

TEST_P(Travels, T7_old_codes_are_kept_as_replaced) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-3"));
  sign(vreni, declaration(travel, "exportation"));
  EXPECT_EQ(count("replaced_codes"), 0);
  const auto other_way = updated(vreni, travel, {{"from_country", "CH"}, {"to_country", "GB"}, {"goods", "1-3"}});
  EXPECT_EQ(declaration(other_way, "importation").at("territory"), "GB");
  EXPECT_EQ(count("replaced_codes"), 1);
  call("delete_travel", vreni, {}, of_travel(travel)).value();
  EXPECT_EQ(count("v_declarations"), 0);
  EXPECT_EQ(count("replaced_codes"), 1);
}

TEST_P(Travels, T7_what_is_committed_stays_and_the_rest_may_still_change) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-4"));
  for (const auto* type : {"validation", "exportation"}) {
    sign(vreni, declaration(travel, type));
    commit(declaration(travel, type));
  }
  const auto shorter = updated(vreni, travel, journey("1-3"));
  EXPECT_EQ(declaration(shorter, "exportation").at("state"), "committed");
  EXPECT_EQ(declaration(shorter, "exportation").at("transaction").at("goods_ranges"), "1-4");
  EXPECT_FALSE(declaration(shorter, "exportation").contains("to_sign"));
  EXPECT_EQ(json::parse(declaration(shorter, "importation").at("to_sign").get<std::string>()).at("goods").size(), 3U);
  EXPECT_EQ(types_of(shorter), (Strings{"validation", "exportation", "importation"}));

  EXPECT_EQ(said(update(vreni, shorter, journey("1-5"))), "declaration_is_committed T7");
  EXPECT_EQ(said(update(vreni, shorter, journey(""))), "declaration_is_committed T7");
  auto elsewhere = journey("1-3");
  elsewhere["from_country"] = "LI";
  EXPECT_EQ(said(update(vreni, shorter, elsewhere)), "declaration_is_committed T7");
  elsewhere["from_country"] = "CH";
  elsewhere["to_country"] = "GB";
  EXPECT_EQ(declaration(updated(vreni, shorter, elsewhere), "importation").at("territory"), "GB");
}

TEST_P(Travels, X15_after_an_officer_shortened_the_list_the_rest_of_the_journey_can_follow) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-13"));
  sign(vreni, declaration(travel, "validation"));
  commit(declaration(travel, "validation"));
  sign(vreni, declaration(travel, "exportation"));
  correct(declaration(travel, "exportation"), "1-12");
  EXPECT_EQ(declaration(travels(vreni).at(0), "exportation").at("corrections").at(0).at("after"), "1-12");
  commit(declaration(travel, "exportation"));
  const auto shorter = updated(vreni, travel, journey("1-12"));
  sign(vreni, declaration(shorter, "importation"));
  commit(declaration(shorter, "importation"));
  EXPECT_EQ(said(update(vreni, shorter, journey("1-13"))), "declaration_is_committed T7");
}

TEST_P(Travels, T3_a_travel_is_deleted_only_while_nothing_of_it_is_committed) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-4"));
  sign(vreni, declaration(travel, "validation"));
  const auto validated = commit(declaration(travel, "validation"));
  EXPECT_EQ(said(call("delete_travel", vreni, {}, of_travel(travel))), "travel_has_transaction T3");
  cancel(validated);
  const auto answer = call("delete_travel", vreni, {}, of_travel(travel)).value();
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(travels(vreni), json::array());
  EXPECT_EQ(event_types().back(), "travel_deleted");
}

TEST_P(Travels, X14_a_cancelled_transaction_gives_its_declaration_back) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-4"));
  sign(vreni, declaration(travel, "validation"));
  cancel(commit(declaration(travel, "validation")));
  const auto again = travels(vreni).at(0);
  EXPECT_EQ(declaration(again, "validation").at("state"), "prepared");
  EXPECT_EQ(said(call("get_qr", vreni, {}, of(declaration(again, "validation")))),
            "declaration_must_be_signed_again X14");
  sign(vreni, declaration(again, "validation"));
  EXPECT_EQ(declaration(travels(vreni).at(0), "validation").at("state"), "signed");
  commit(declaration(again, "validation"));
  EXPECT_EQ(count("replaced_codes"), 1);
}

TEST_P(Travels, X13_after_a_rejection_the_holder_edits_or_signs_again) {
  const auto vreni = ready();
  const auto travel = created(vreni, journey("1-4"));
  sign(vreni, declaration(travel, "validation"));
  reject(declaration(travel, "validation"));
  const auto rejected = travels(vreni).at(0);
  EXPECT_EQ(declaration(rejected, "validation").at("state"), "rejected");
  sign(vreni, declaration(rejected, "validation"));
  EXPECT_EQ(declaration(travels(vreni).at(0), "validation").at("state"), "signed");
}

TEST_P(Travels, T2_the_validation_passes_on_when_its_travel_goes) {
  const auto vreni = ready();
  const auto first = created(vreni, journey("1-3"));
  const auto second = created(vreni, journey("4-6"));
  EXPECT_EQ(types_of(second), (Strings{"exportation", "importation"}));
  call("delete_travel", vreni, {}, of_travel(first)).value();
  const auto left = travels(vreni).at(0);
  EXPECT_EQ(types_of(left), (Strings{"validation", "exportation", "importation"}));
  EXPECT_EQ(left.at("version"), "2");
  EXPECT_EQ(last_event().payload.at("also_changed"), second.at("travel_id"));
}

TEST_P(Travels, are_listed_page_by_page_with_sets_and_places) {
  const auto vreni = ready();
  for (int saved = 0; saved < 5; ++saved) created(vreni, journey(""));
  edge::Input input;
  input.path = of_carnet();
  input.query["limit"] = "2";
  std::vector<std::string> seen;
  for (int page = 0; page < 3; ++page) {
    const auto body = call("list_travels", vreni.actor, input).value().document();
    EXPECT_EQ(body.at("places").size(), 20U);
    for (const auto& travel : body.at("travels")) seen.push_back(travel.at("travel_id").get<std::string>());
    EXPECT_EQ(body.contains("next_cursor"), page < 2);
    if (page < 2) input.query["cursor"] = body.at("next_cursor").get<std::string>();
  }
  EXPECT_EQ(seen.size(), 5U);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  input.query["cursor"] = "no cursor";
  EXPECT_EQ(fields_said(call("list_travels", vreni.actor, input)), Strings{"/cursor bad_pattern"});
}

TEST_P(Travels, V7_reading_leaves_audit_rows) {
  const auto vreni = ready();
  travels(vreni);
  done("list_history", vreni, {}, of_carnet());
  EXPECT_EQ(count("audit WHERE action IN ('list_travels', 'list_history') AND subject = 'carnet:768255'"), 2);
}

}  // namespace
}  // namespace opencarnet::wallet
