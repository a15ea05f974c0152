// sign_declaration, get_qr, verify_transaction, list_history, follow_events.
#include <thread>

#include "crypto/codes.h"
#include "crypto/declaration_qr.h"
#include "crypto/jose.h"
#include "records/declaration_record.h"
#include "wallet/wallet_fixture.h"

namespace opencarnet::wallet {
namespace {

using Strings = std::vector<std::string>;

struct Declarations : WalletFixture {
  json prepared(const Holder& holder, const json& body) { return done("create_travel", holder, body, of_carnet()); }
  Result<edge::Answer> try_sign(const Holder& holder, const json& it) {
    return call("sign_declaration", holder, {{"signature", signed_text(holder, it)}}, of(it));
  }
  Result<edge::Answer> verify(const Holder& holder, const json& it, const std::string& code) {
    return call("verify_transaction", holder, {{"verification_code", code}}, of(it));
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Declarations);

TEST_P(Declarations, X2_a_signature_gives_codes_and_a_qr_that_proves_the_essence) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3, 4x2"));
  const auto& importation = declaration(travel, "importation");
  const auto codes = sign(vreni, importation);
  const auto code = codes.at("transaction_code").get<std::string>();
  EXPECT_EQ(code.size(), 13U);
  EXPECT_EQ(codes.at("cancellation_code").get<std::string>().size(), 12U);
  const auto short_qr = crypto::parse_short_qr(codes.at("short_qr").get<std::string>()).value();
  EXPECT_EQ(short_qr.carnet_id, 768255);
  EXPECT_EQ(short_qr.transaction_code, code);

  const auto proven =
      crypto::verify_declaration_qr(codes.at("qr").get<std::string>(), ring.verification_keys()).value();
  EXPECT_EQ(proven.carnet_id, 768255);
  EXPECT_EQ(proven.carnet_number, "CHTA00000901");
  EXPECT_EQ(proven.transaction_code, code);
  EXPECT_EQ(proven.type, 4);
  EXPECT_EQ(proven.version, 1);
  EXPECT_EQ(proven.from_territory, "CH_LI");
  EXPECT_EQ(proven.to_territory, "EU");
  EXPECT_EQ(proven.goods_ranges, "1-3, 4x2");
  EXPECT_EQ(proven.valid_until, "2027-06-30");
  EXPECT_EQ(done("get_qr", vreni, {}, of(importation)), codes);
  EXPECT_EQ(event_types().back(), "declaration_signed");
  EXPECT_EQ(last_event().payload.dump().find(code), std::string::npos);
}

TEST_P(Declarations, X1_customs_find_a_declaration_by_the_keyed_hash_and_the_database_tells_no_code) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto codes = sign(vreni, declaration(travel, "validation"));
  const auto code = codes.at("transaction_code").get<std::string>();
  const auto& key = dependencies->keys.hashing;
  database().read([&](platform::Session& session) {
    const auto found = records::find_declaration_id(session, crypto::code_hash(key, "transaction_code", code));
    ASSERT_TRUE(found);
    const auto record = records::find_declaration(session, *found).value();
    EXPECT_TRUE(crypto::code_matches(key, "cancellation_code", codes.at("cancellation_code").get<std::string>(),
                                     record.cancellation_code_hash));
  });
  EXPECT_EQ(count("declarations WHERE sealed_codes LIKE '%" + code + "%' OR transaction_code_hash = '" + code + "'"),
            0);
}

TEST_P(Declarations, T1_a_declaration_is_signed_by_this_device_and_exactly_as_shown) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "exportation");
  const auto other = with_carnet("driver@edelweiss.example");
  const auto with = [&](const Holder& holder, const std::string& jws) {
    return said(call("sign_declaration", holder, {{"signature", jws}}, of(it)));
  };
  EXPECT_EQ(with(vreni, signed_text(other, it)), "signature_not_valid T1");  // another device's
  EXPECT_EQ(with(vreni, signed_text(vreni, declaration(travel, "importation"))), "signed_text_differs T1");
  EXPECT_EQ(with(vreni, "x"), "signature_not_valid T1");
  EXPECT_EQ(with(sign_in(), signed_text(vreni, it)), "device_needed T1");
  EXPECT_EQ(with(with_device(), signed_text(vreni, it)), "signature_not_valid T1");
  EXPECT_EQ(said(call("sign_declaration", vreni, {{"signature", "x"}}, {{"declaration_id", std::string(20, '0')}})),
            "not_found ");
  EXPECT_EQ(said(call("get_qr", vreni, {}, of(it))), "declaration_not_signed T1");
  EXPECT_EQ(with(other, signed_text(other, it)), "accepted");  // a representative with the carnet
}

TEST_P(Declarations, S1_a_strangers_declaration_does_not_exist) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "exportation");
  sign(vreni, it);
  const auto stranger = with_device("driver@edelweiss.example");
  EXPECT_EQ(said(try_sign(stranger, it)), "not_found ");
  EXPECT_EQ(said(call("get_qr", stranger, {}, of(it))), "not_found ");
  EXPECT_EQ(said(verify(stranger, it, verification_code)), "not_found ");
  for (const std::string operation : {"get_qr", "verify_transaction"})
    EXPECT_EQ(said(call(operation, vreni, {{"verification_code", "x"}}, {{"declaration_id", std::string(20, '0')}})),
              "not_found ");
}

TEST_P(Declarations, T7_each_signature_makes_new_codes_and_an_old_text_cannot_be_signed_again) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "exportation");
  const auto first = sign(vreni, it);
  EXPECT_EQ(said(try_sign(vreni, it)), "signed_text_differs T1");
  const auto again = travels(vreni).at(0);
  const auto second = sign(vreni, declaration(again, "exportation"));
  EXPECT_NE(second.at("transaction_code"), first.at("transaction_code"));
  const auto hash = crypto::code_hash(dependencies->keys.hashing, "transaction_code",
                                      first.at("transaction_code").get<std::string>());
  EXPECT_EQ(count("v_replaced_codes WHERE transaction_code_hash = '" + hash + "'"), 1);
  EXPECT_EQ(crypto::verify_declaration_qr(second.at("qr").get<std::string>(), ring.verification_keys())->version, 2);
}

TEST_P(Declarations, T7_what_is_committed_is_not_signed_again_and_still_shows_its_codes) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "validation");
  const auto codes = sign(vreni, it);
  commit(it);
  EXPECT_EQ(said(try_sign(vreni, it)), "declaration_is_committed T7");
  EXPECT_EQ(done("get_qr", vreni, {}, of(it)), codes);
}

TEST_P(Declarations, X10_no_code_is_made_for_what_can_never_be_committed) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "exportation");
  set_standing(carnet::Standing::blocked);
  EXPECT_EQ(said(try_sign(vreni, it)), "carnet_blocked X10");
  set_standing(carnet::Standing::cancelled);
  EXPECT_EQ(said(try_sign(vreni, it)), "carnet_cancelled X10");
  set_standing(carnet::Standing::discharged);
  EXPECT_EQ(said(try_sign(vreni, it)), "carnet_discharged X10");
  set_standing(carnet::Standing::issued);
  now = *parse_instant("2027-07-01T11:00:00.000Z");  // still 30 June somewhere
  EXPECT_EQ(said(try_sign(vreni, it)), "accepted");
  now = *parse_instant("2027-07-01T12:30:00.000Z");
  EXPECT_EQ(said(try_sign(vreni, declaration(travel, "importation"))), "carnet_expired X10");
}

TEST_P(Declarations, X10_goods_of_an_expired_carnet_may_still_go_home) {
  const auto vreni = ready();
  const auto out = prepared(vreni, journey("1-3"));
  for (const auto& it : out.at("declarations")) {
    sign(vreni, it);
    commit(it);
  }
  now = *parse_instant("2027-08-01T08:00:00.000Z");
  const auto again = ready_again(vreni);
  const auto home = prepared(again, journey_home("1-3"));
  for (const auto& it : home.at("declarations")) {
    sign(again, it);
    commit(it);
  }
  const auto life = done("list_history", again, {}, of_carnet());
  for (const auto& place : life.at("places")) EXPECT_EQ(place.at("place"), "home");
}

TEST_P(Declarations, T5_goods_that_moved_since_the_travel_was_saved_are_not_signed_for) {
  const auto vreni = ready();
  const auto out = prepared(vreni, journey("1-3"));
  const auto home = prepared(vreni, journey_home("1-3"));
  EXPECT_EQ(said(try_sign(vreni, declaration(home, "re_exportation"))), "accepted");
  done("update_travel", vreni, journey("1-2"), of_travel(out), "1");
  const auto newest = travels(vreni).at(1);
  EXPECT_EQ(said(try_sign(vreni, declaration(newest, "re_exportation"))), "goods_not_open_in_territory X7");
}

TEST_P(Declarations, C8_after_an_amendment_the_carnet_is_signed_first) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  run("UPDATE carnets SET content_sha256 = :sha", {{"sha", std::string(64, 'b')}});
  EXPECT_EQ(said(try_sign(vreni, declaration(travel, "validation"))), "holder_step_too_early T1");
}

TEST_P(Declarations, X16_the_verification_code_proves_the_transaction) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "validation");
  sign(vreni, it);
  EXPECT_EQ(said(verify(vreni, it, verification_code)), "verification_code_wrong X16");  // nothing committed yet
  const auto transaction_id = commit(it);
  EXPECT_EQ(said(verify(vreni, it, "A5C1-E9FH-AXRA-NQ")), "verification_code_wrong X16");
  EXPECT_EQ(said(verify(vreni, it, "")), "verification_code_wrong X16");
  const auto answer = verify(vreni, it, "a5c1-e9fh axra np").value().body;
  EXPECT_EQ(answer.at("verified"), true);
  EXPECT_EQ(answer.at("transaction").at("transaction_id"), transaction_id);
  EXPECT_EQ(said(verify(vreni, declaration(travel, "exportation"), verification_code)), "verification_code_wrong X16");
}

TEST_P(Declarations, X1_a_guesser_of_verification_codes_is_slowed_down) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "validation");
  sign(vreni, it);
  commit(it);
  for (int tried = 0; tried < 5; ++tried)
    EXPECT_EQ(said(verify(vreni, it, "00000000000000")), "verification_code_wrong X16");
  EXPECT_EQ(said(verify(vreni, it, verification_code)), "too_many_attempts ");
  now += std::chrono::seconds{31};
  EXPECT_EQ(said(verify(vreni, it, verification_code)), "accepted");
  EXPECT_EQ(count("audit WHERE action = 'verify_transaction' AND outcome = 'verification_code_wrong'"), 5);
}

TEST_P(Declarations, V5_the_history_shows_counterfoils_devices_and_places_but_V2_no_reasons) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& validation = declaration(travel, "validation");
  const auto& exportation = declaration(travel, "exportation");
  sign(vreni, validation);
  commit(validation);
  sign(vreni, exportation);
  reject(exportation);
  sign(vreni, declaration(travels(vreni).at(0), "exportation"));
  correct(exportation, "1-2");
  cancel(commit(exportation));
  const auto history = done("list_history", vreni, {}, of_carnet());
  EXPECT_EQ(history.at("state"), "activated");
  ASSERT_EQ(history.at("transactions").size(), 2U);
  const auto& last = history.at("transactions").at(1);
  EXPECT_EQ(last.at("cancelled"), true);
  EXPECT_EQ(last.at("goods_ranges"), "1-2");
  EXPECT_EQ(last.at("corrections").at(0).at("field"), "goods");
  EXPECT_EQ(history.at("rejections").at(0).at("type"), "exportation");
  EXPECT_EQ(history.at("devices").at(0).at("device"), "Vreni's phone");
  EXPECT_EQ(history.at("devices").at(0).at("account"), "Vreni Alpstein");
  EXPECT_EQ(history.at("places").size(), 20U);
  EXPECT_EQ(history.at("sets_left").at("exportation_re_importation"), 1);
  for (const std::string secret : {"Smells of smoke", "Wrong lorry", "Officer 7"})
    EXPECT_EQ(history.dump().find(secret), std::string::npos) << secret;
}

TEST_P(Declarations, V5_live_events_follow_the_accounts_carnets_with_no_more_than_a_counterfoil_tells) {
  const auto vreni = ready();
  const auto live = call("follow_events", vreni.actor, {}).value().live.value();
  EXPECT_EQ(live.topics, (std::set<std::string>{"account:" + vreni.actor.account_id, "carnet:768255"}));
  EXPECT_EQ(call("follow_events", sign_in("driver@edelweiss.example").actor, {}).value().live->topics.size(), 1U);

  platform::StoredEvent event;
  event.at = now;
  event.type = "transaction_cancelled";
  event.payload = {{"declaration_id", "d"}, {"reason", "Wrong lorry"}, {"officer", "Officer 7"}, {"office", "Zürich"}};
  EXPECT_EQ(live.view(event).value(), json({{"at", to_text(now)}, {"declaration_id", "d"}, {"office", "Zürich"}}));
  event.type = "declaration_presented";
  EXPECT_EQ(live.view(event), std::nullopt);
}

TEST_P(Declarations, T3_of_many_devices_that_save_at_once_none_takes_a_set_that_is_gone) {
  const auto vreni = ready();  // two yellow pairs
  std::vector<std::thread> devices;
  std::array<std::string, 8> answers;
  for (std::size_t device = 0; device < answers.size(); ++device)
    devices.emplace_back([&, device] {
      edge::Input input;
      input.path = of_carnet();
      input.body = journey(std::to_string(device + 1));
      answers.at(device) = said(call_at(now, "create_travel", vreni.actor, input));
    });
  for (auto& device : devices) device.join();
  EXPECT_EQ(std::count(answers.begin(), answers.end(), "accepted"), 2);
  EXPECT_EQ(std::count(answers.begin(), answers.end(), "no_set_left T3"), 6);
  EXPECT_EQ(count("travels"), 2);
  EXPECT_EQ(count("declarations WHERE type = 'validation'"), 1);
}

TEST_P(Declarations, T7_of_many_signatures_at_once_one_wins) {
  const auto vreni = ready();
  const auto travel = prepared(vreni, journey("1-3"));
  const auto& it = declaration(travel, "exportation");
  std::vector<std::thread> taps;
  std::array<std::string, 8> answers;
  for (auto& answer : answers)
    taps.emplace_back([&] {
      edge::Input input;
      input.path = of(it);
      input.body = {{"signature", signed_text(vreni, it)}};
      answer = said(call_at(now, "sign_declaration", vreni.actor, input));
    });
  for (auto& tap : taps) tap.join();
  EXPECT_EQ(std::count(answers.begin(), answers.end(), "accepted"), 1);
  EXPECT_EQ(std::count(answers.begin(), answers.end(), "signed_text_differs T1"), 7);
  EXPECT_EQ(count("replaced_codes"), 0);
}

}  // namespace
}  // namespace opencarnet::wallet
