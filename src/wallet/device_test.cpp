// register_account, register_device, download_carnet, sign_carnet.
#include "crypto/jose.h"
#include "platform/events.h"
#include "wallet/wallet_fixture.h"

namespace opencarnet::wallet {
namespace {

struct Devices : WalletFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(Devices);

json new_account() {
  return {{"kind", "company"},
          {"company", "Edelweiss Sound AG"},
          {"given_names", "Anna"},
          {"surname", "Alpstein"},
          {"email", "anna@edelweiss.example"},
          {"password", "a row of nine green hills"},
          {"address", {{"city", "Zürich"}, {"country", "CH"}}},
          {"language", "de"}};
}

TEST_P(Devices, an_account_is_registered_and_opens_with_its_password) {
  auto body = new_account();
  body["password"] = password;
  const auto answer = call("register_account", Holder{}, body).value();
  EXPECT_EQ(answer.status, 201);
  const auto anna = sign_in("anna@edelweiss.example");
  EXPECT_EQ(anna.actor.account_id, answer.body.at("account_id").get<std::string>());
  EXPECT_EQ(anna.actor.display_name, "Anna Alpstein");
  EXPECT_EQ(anna.actor.country, "CH");
  EXPECT_EQ(anna.actor.role, edge::Role::holder);
}

TEST_P(Devices, I3_a_weak_password_a_taken_address_and_a_nameless_company_are_refused) {
  auto body = new_account();
  body["password"] = "password1234";
  EXPECT_EQ(fields_said(call("register_account", Holder{}, body)),
            std::vector<std::string>{"/password password_too_common"});
  body = new_account();
  body["email"] = "Vreni@edelweiss.example";
  EXPECT_EQ(said(call("register_account", Holder{}, body)), "email_taken I2");
  body = new_account();
  body["company"] = "  ";
  EXPECT_EQ(fields_said(call("register_account", Holder{}, body)), std::vector<std::string>{"/company missing_field"});
  body.erase("company");
  EXPECT_EQ(fields_said(call("register_account", Holder{}, body)), std::vector<std::string>{"/company missing_field"});
  EXPECT_EQ(count("accounts"), 2);
}

TEST_P(Devices, T1_a_device_proves_its_key_by_signing_the_sessions_challenge) {
  auto vreni = sign_in();
  EXPECT_EQ(said(try_bind(vreni, crypto::sign_jws(vreni.signing, "another challenge"))), "signed_text_differs T1");
  EXPECT_EQ(said(try_bind(vreni, crypto::sign_jws(vreni.encryption, challenge_of(vreni)))), "signature_not_valid T1");
  EXPECT_EQ(said(try_bind(vreni, "no.jws.at all")), "signature_not_valid T1");
  EXPECT_EQ(vreni.actor.device_id, "");
  const auto proof = crypto::sign_jws(vreni.signing, challenge_of(vreni));
  EXPECT_EQ(said(try_bind(vreni, proof)), "accepted");
  EXPECT_EQ(vreni.actor.device_id.size(), 20U);
  EXPECT_EQ(said(try_bind(vreni, proof)), "signed_text_differs T1");  // a challenge serves once
  EXPECT_EQ(event_types(), std::vector<std::string>{"device_registered"});
}

TEST_P(Devices, T1_keys_that_are_no_public_keys_of_the_curve_are_named) {
  auto vreni = sign_in();
  auto broken = vreni.signing.public_key().to_jwk();
  broken["x"] = std::string(43, 'A');
  EXPECT_EQ(fields_said(call("register_device", vreni,
                             {{"name", "phone"}, {"signing_key", broken}, {"encryption_key", broken}, {"proof", "x"}})),
            (std::vector<std::string>{"/signing_key device_key_invalid", "/encryption_key device_key_invalid"}));
}

TEST_P(Devices, the_same_keys_again_bind_another_session_to_the_known_device) {
  const auto first = with_device();
  auto second = sign_in();
  second.signing = first.signing;
  second.encryption = first.encryption;
  EXPECT_EQ(said(try_bind(second, crypto::sign_jws(second.signing, challenge_of(second)))), "accepted");
  EXPECT_EQ(second.actor.device_id, first.actor.device_id);
  EXPECT_EQ(event_types(), std::vector<std::string>{"device_registered"});

  run("UPDATE devices SET revoked_at = '2026-11-22T08:00:00.000Z'");
  auto third = sign_in();
  third.signing = first.signing;
  EXPECT_EQ(said(try_bind(third, crypto::sign_jws(third.signing, challenge_of(third)))), "device_cut_off T8");
}

TEST_P(Devices, S2_registrations_from_one_source_are_slowed_down) {
  auto body = new_account();
  body["password"] = "short";
  for (int i = 0; i < 200; ++i) ASSERT_EQ(said(call("register_account", Holder{}, body)), "field_errors ") << i;
  EXPECT_EQ(said(call("register_account", Holder{}, body)), "too_many_attempts ");
}

TEST_P(Devices, C11_a_carnet_leaves_the_server_only_sealed_to_the_device) {
  const auto vreni = with_device();
  const auto answer = try_download(vreni, "7k3m-9qxr 2wta").value();
  const auto jwe = answer.body.at("jwe").get<std::string>();
  EXPECT_FALSE(crypto::decrypt_jwe(with_device().encryption, jwe));
  const auto opened = json::parse(crypto::decrypt_jwe(vreni.encryption, jwe).value());
  EXPECT_EQ(opened.at("number"), "CHTA00000901");
  EXPECT_EQ(opened.at("general_list").size(), 20U);
  EXPECT_EQ(opened.at("state"), "issued");
  EXPECT_EQ(opened.at("sets_left").at("transit"), 2);
  EXPECT_NE(opened.at("to_sign").get<std::string>().find("sign_carnet"), std::string::npos);
  EXPECT_EQ(said(try_download(vreni, pin, "chta 00000901")), "accepted");  // by number, once more
  EXPECT_EQ(event_types(), (std::vector<std::string>{"device_registered", "carnet_downloaded", "device_registered"}));
  EXPECT_EQ(count("audit WHERE action = 'download_carnet' AND subject = 'carnet:768255' AND outcome = 'done'"), 2);
  EXPECT_EQ(last_event().payload.dump().find("Alpstein"), std::string::npos);
}

TEST_P(Devices, T1_a_session_without_a_device_downloads_nothing) {
  EXPECT_EQ(said(try_download(sign_in(), pin)), "device_needed T1");
  const auto vreni = with_device();
  run("UPDATE devices SET revoked_at = '2026-11-22T08:00:00.000Z'");
  EXPECT_EQ(said(try_download(vreni, pin)), "device_needed T1");
  EXPECT_EQ(count("guesses WHERE guess_key LIKE 'pin%'"), 0);
}

TEST_P(Devices, C12_unknown_carnet_draft_and_wrong_pin_answer_the_same) {
  const auto vreni = with_device();
  EXPECT_EQ(said(try_download(vreni, "0000-0000-0000")), "wrong_pin C12");
  EXPECT_EQ(said(try_download(vreni, "short")), "wrong_pin C12");
  EXPECT_EQ(said(try_download(vreni, pin, "999")), "wrong_pin C12");
  EXPECT_EQ(said(try_download(vreni, pin, "CHTA99999999")), "wrong_pin C12");
  run("UPDATE carnets SET number = NULL, standing = 'draft'");
  EXPECT_EQ(said(try_download(vreni, pin)), "wrong_pin C12");
  EXPECT_EQ(count("downloads"), 0);
}

TEST_P(Devices, C12_five_wrong_pins_lock_the_downloads_and_tell_the_issuer) {
  const auto vreni = with_device();
  for (int tried = 0; tried < 5; ++tried) {
    EXPECT_EQ(event_types().back(), "device_registered");
    EXPECT_EQ(said(try_download(vreni, "000000000000", tried % 2 == 0 ? "768255" : "CHTA00000901")), "wrong_pin C12");
  }
  const auto told = last_event();
  EXPECT_EQ(told.type, "download_locked");
  EXPECT_EQ(told.topics, (std::vector<std::string>{"carnet:768255", "association:NGA-CH"}));
  EXPECT_EQ(said(try_download(vreni, pin)), "too_many_attempts ");  // the right one must wait, too
  now += std::chrono::seconds{31};
  EXPECT_EQ(said(try_download(vreni, pin)), "accepted");
  EXPECT_EQ(said(try_download(vreni, "000000000000")), "wrong_pin C12");  // counted anew
}

TEST_P(Devices, C12_guesses_at_carnets_that_do_not_exist_are_slowed_down_alike) {
  const auto vreni = with_device();
  for (int tried = 0; tried < 5; ++tried) EXPECT_EQ(said(try_download(vreni, pin, "4711")), "wrong_pin C12");
  EXPECT_EQ(said(try_download(vreni, pin, "4711")), "too_many_attempts ");
  EXPECT_EQ(event_types().back(), "device_registered");
}

TEST_P(Devices, C7_a_cancelled_carnet_is_not_downloaded_a_blocked_one_is) {
  const auto vreni = with_device();
  set_standing(carnet::Standing::cancelled);
  EXPECT_EQ(said(try_download(vreni, "000000000000")), "wrong_pin C12");
  EXPECT_EQ(said(try_download(vreni, pin)), "carnet_cancelled X10");
  EXPECT_EQ(count("downloads"), 0);
  set_standing(carnet::Standing::blocked);
  EXPECT_EQ(said(try_download(vreni, pin)), "accepted");
}

TEST_P(Devices, T1_the_carnet_is_signed_once_and_exactly_as_shown) {
  const auto vreni = with_carnet();
  const auto to_sign = download(vreni).at("to_sign").get<std::string>();
  const auto signing = [&](const std::string& jws) {
    return call("sign_carnet", vreni, {{"signature", jws}}, of_carnet());
  };
  EXPECT_EQ(said(signing(crypto::sign_jws(vreni.signing, to_sign + " "))), "signed_text_differs T1");
  EXPECT_EQ(said(signing(crypto::sign_jws(vreni.encryption, to_sign))), "signature_not_valid T1");
  const auto signature = crypto::sign_jws(vreni.signing, to_sign);
  EXPECT_EQ(said(signing(signature)), "accepted");
  EXPECT_EQ(said(signing(signature)), "carnet_already_signed T1");
  EXPECT_TRUE(download(vreni).contains("signed_at"));
  EXPECT_EQ(event_types().back(), "carnet_signed");

  run("UPDATE carnets SET content_sha256 = :sha", {{"sha", std::string(64, 'b')}});  // amended: void (C8)
  EXPECT_FALSE(download(vreni).contains("signed_at"));
  EXPECT_EQ(said(signing(signature)), "signed_text_differs T1");
}

TEST_P(Devices, T1_the_carnet_is_signed_by_a_device_that_has_it) {
  const auto vreni = with_carnet();
  const json body{{"signature", crypto::sign_jws(vreni.signing, download(vreni).at("to_sign").get<std::string>())}};
  EXPECT_EQ(said(call("sign_carnet", sign_in(), body, of_carnet())), "device_needed T1");
  EXPECT_EQ(said(call("sign_carnet", with_device("driver@edelweiss.example"), body, of_carnet())), "not_found ");
  EXPECT_EQ(said(call("sign_carnet", vreni, body, {{"carnet_id", "4711"}})), "not_found ");
  set_standing(carnet::Standing::cancelled);
  EXPECT_EQ(said(call("sign_carnet", vreni, body, of_carnet())), "carnet_cancelled X10");
}

}  // namespace
}  // namespace opencarnet::wallet
