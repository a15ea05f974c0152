// The holder's operations over HTTP: account, device, download, signatures, travels, codes.
#include <fmt/format.h>

#include "support/journey.h"
#include "support/unchanged.h"

namespace opencarnet::api {
namespace {

using nlohmann::json;
using support::Client;
using support::Device;
using support::Journey;
using support::Unchanged;

struct WalletApi : support::OverHttp {
  Client nobody{"nobody", server().url()};
  static json registration_of(const std::string& email) {
    return {{"kind", "private"},      {"email", email},        {"password", "seven quiet mountains"},
            {"given_names", "Vreni"}, {"surname", "Alpstein"}, {"address", {{"city", "Zürich"}, {"country", "CH"}}}};
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(WalletApi);

constexpr auto accounts = "/api/wallet/v1/accounts";
constexpr auto downloads = "/api/wallet/v1/carnets/download";

TEST_P(WalletApi, an_account_is_registered_signed_in_and_bound_to_its_device) {
  nobody.done("POST", accounts, registration_of("vreni@alpstein.example"));
  Client wallet{"Vreni", server().url()};
  wallet.sign_in("wallet", "vreni@alpstein.example", "seven quiet mountains");
  const Device device;
  support::bind_device(wallet, device);
  const auto again = wallet.call("POST", "/api/wallet/v1/devices", support::registration(wallet, device));
  EXPECT_GE(again.status, 400) << "a challenge is used once: " << again.bytes;

  const Unchanged database{server()};
  EXPECT_EQ(nobody.refused("email_taken", "POST", accounts, registration_of("Vreni@alpstein.example")).status, 409);
  auto weak = registration_of("urs@alpstein.example");
  weak["password"] = "short";
  EXPECT_EQ(nobody.refused("field_errors", "POST", accounts, weak).code_at("/password"), "password_too_short");
  auto company = registration_of("urs@alpstein.example");
  company["kind"] = "company";
  EXPECT_EQ(nobody.refused("field_errors", "POST", accounts, company).code_at("/company"), "missing_field");
}

TEST_P(WalletApi, T1_a_device_must_prove_its_key) {
  auto wallet = server().fresh("holder", "CH", 2);
  const Unchanged database{server()};
  const Device device, other;
  auto body = support::registration(wallet, device);
  body["signing_key"] = other.signing.public_key().to_jwk();
  wallet.refused("signature_not_valid", "POST", "/api/wallet/v1/devices", body);
  body = support::registration(wallet, device);
  body["proof"] = device.sign("another text");
  wallet.refused("signed_text_differs", "POST", "/api/wallet/v1/devices", body);
  body = support::registration(wallet, device);
  body["signing_key"]["x"] = std::string(43, 'A');
  EXPECT_EQ(wallet.refused("device_key_invalid", "POST", "/api/wallet/v1/devices", body).code_at("/signing_key"),
            "device_key_invalid");
  body["signing_key"] = device.signing.to_private_jwk();
  EXPECT_EQ(wallet.refused("field_errors", "POST", "/api/wallet/v1/devices", body).code_at("/signing_key/d"),
            "unknown_field");
  for (const auto* proof : {"", "a.b.c", "eyJhbGciOiJub25lIn0..", "not a token"}) {
    body = support::registration(wallet, device);
    body["proof"] = proof;
    wallet.refused("signature_not_valid", "POST", "/api/wallet/v1/devices", body);
  }
}

TEST_P(WalletApi, C12_download_with_the_pin_as_people_type_it) {
  Journey journey{server()};
  journey.issue();
  std::string typed;
  for (const char c : journey.pin) {
    if (c == '-') continue;
    typed += static_cast<char>(std::tolower(c));
    typed += ' ';
  }
  const auto carnet = support::download(journey.wallet(), server().device(), journey.number, typed);
  EXPECT_EQ(carnet.at("carnet_id"), journey.carnet_id);
  EXPECT_EQ(carnet.at("general_list").size(), 20u);
}

TEST_P(WalletApi, C12_wrong_pins_lock_and_unknown_carnets_answer_the_same) {
  Journey journey{server()};
  journey.issue();
  auto& thief = as("holder", "CH", 3);
  for (int i = 0; i < 5; ++i) {
    const auto wrong =
        thief.refused("wrong_pin", "POST", downloads, {{"carnet", journey.id()}, {"pin", "0000-0000-0000"}});
    const auto unknown = thief.refused("wrong_pin", "POST", downloads,
                                       {{"carnet", "CHTA99999999" + std::to_string(i)}, {"pin", "0000-0000-0000"}});
    EXPECT_EQ(wrong.bytes, unknown.bytes);
  }
  EXPECT_EQ(
      thief.refused("too_many_attempts", "POST", downloads, {{"carnet", journey.id()}, {"pin", journey.pin}}).status,
      429);
  thief.refused("too_many_attempts", "POST", downloads, {{"carnet", journey.number}, {"pin", journey.pin}});
  thief.refused("not_found", "GET", journey.at("/history"));
}

TEST_P(WalletApi, T1_nothing_without_a_device_and_nothing_before_its_step) {
  Journey journey{server()};
  journey.issue();
  static_cast<void>(server().as("holder"));
  Client unbound{"without a device", server().url()};
  unbound.sign_in("wallet", "holder.ch.0@tests.example", support::password_of_all);
  unbound.refused("device_needed", "POST", downloads, {{"carnet", journey.id()}, {"pin", journey.pin}});
  journey.wallet().refused("not_found", "POST", journey.at("/travels"),
                           {{"from_country", "CH"}, {"to_country", "DE"}, {"goods", "1"}});

  journey.download();
  journey.wallet().refused("holder_step_too_early", "POST", journey.at("/travels"),
                           {{"from_country", "CH"}, {"to_country", "DE"}, {"goods", "1"}});
  journey.sign_carnet();
  const auto declaration = Journey::declaration(journey.travel("CH", "DE", "1-4"), "validation");
  const Unchanged database{server()};
  journey.wallet().refused(
      "declaration_not_signed", "GET",
      "/api/wallet/v1/declarations/" + declaration.at("declaration_id").get<std::string>() + "/qr");
}

TEST_P(WalletApi, T1_signatures_of_another_device_or_text_are_refused) {
  Journey journey{server()};
  journey.issue().download();
  const Device other;
  const auto sign_carnet = journey.at("/signature");
  {
    const Unchanged database{server()};
    journey.wallet().refused("signature_not_valid", "POST", sign_carnet, {{"signature", other.sign(journey.to_sign)}});
    journey.wallet().refused("signed_text_differs", "POST", sign_carnet,
                             {{"signature", server().device().sign(journey.to_sign + " ")}});
  }
  journey.sign_carnet();
  const auto declaration = Journey::declaration(journey.travel("CH", "DE", "1-4"), "validation");
  const auto path = "/api/wallet/v1/declarations/" + declaration.at("declaration_id").get<std::string>() + "/signature";
  const auto text = declaration.at("to_sign").get<std::string>();
  const Unchanged database{server()};
  journey.wallet().refused("carnet_already_signed", "POST", sign_carnet,
                           {{"signature", server().device().sign(journey.to_sign)}});
  journey.wallet().refused("signature_not_valid", "POST", path, {{"signature", other.sign(text)}});
  journey.wallet().refused("signed_text_differs", "POST", path,
                           {{"signature", server().device().sign(journey.to_sign)}});
  auto changed = server().device().sign(text);
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  journey.wallet().refused("signature_not_valid", "POST", path, {{"signature", changed}});
}

TEST_P(WalletApi, T4_what_is_wrong_in_a_typed_range_is_named_at_once) {
  Journey journey{server()};
  journey.ready();
  const Unchanged database{server()};
  const auto travel = [&](const json& goods) {
    return json{{"from_country", "CH"},
                {"to_country", "DE"},
                {"place", "Fair"},
                {"mode_of_transport", "air"},
                {"goods", goods}};
  };
  auto reply = journey.wallet().refused("field_errors", "POST", journey.at("/travels"), travel("5-2,,9x"));
  for (const auto* code : {"range_backwards", "range_part_empty", "range_not_understood"}) {
    EXPECT_TRUE(reply.names(code)) << code << " is missing: " << reply.bytes;
  }
  EXPECT_FALSE(reply.code_at("/goods").empty());
  reply = journey.wallet().refused("item_not_on_list", "POST", journey.at("/travels"), travel("0, 21"));
  EXPECT_EQ(reply.code_at("/goods"), "item_not_on_list") << reply.bytes;
  reply =
      journey.wallet().refused("field_errors", "POST", journey.at("/travels"), travel({{{"item", 0}, {"pieces", 1}}}));
  EXPECT_EQ(reply.code_at("/goods/0/item"), "out_of_range");
  reply = journey.wallet().refused("item_not_on_list", "POST", journey.at("/travels"),
                                   travel({{{"item", 1}, {"pieces", 1}}, {{"item", 21}, {"pieces", 1}}}));
  EXPECT_NE(reply.bytes.find("\"/goods/1/item\""), std::string::npos) << reply.bytes;
  reply = journey.wallet().refused("too_many_pieces", "POST", journey.at("/travels"),
                                   travel({{{"item", 5}, {"pieces", 4}}}));
  EXPECT_NE(reply.bytes.find("/goods/0"), std::string::npos) << reply.bytes;
}

TEST_P(WalletApi, T2_there_is_no_travel_within_one_territory) {
  Journey journey{server()};
  journey.ready();
  const Unchanged database{server()};
  for (const auto& [from, to] : {std::pair{"DE", "FR"}, {"CH", "LI"}, {"CH", "CH"}})
    journey.wallet().refused("no_travel_within_territory", "POST", journey.at("/travels"),
                             {{"from_country", from}, {"to_country", to}, {"goods", "1"}});
  journey.wallet().refused("country_not_in_directory", "POST", journey.at("/travels"),
                           {{"from_country", "CH"}, {"to_country", "ZZ"}, {"goods", "1"}});
}

TEST_P(WalletApi, T3_sets_are_reserved_and_given_back) {
  Journey journey{server()};
  journey.with("sets", {{"exportation_re_importation", 1}, {"importation_re_exportation", 2}, {"transit", 0}}).ready();
  const auto travel = journey.travel("CH", "DE", "1-4");
  EXPECT_EQ(travel.at("sets_left").at("exportation_re_importation"), 0);
  const json second{
      {"from_country", "CH"}, {"to_country", "GB"}, {"place", "Fair"}, {"mode_of_transport", "air"}, {"goods", "5-8"}};
  {
    const Unchanged database{server()};
    journey.wallet().refused("no_set_left", "POST", journey.at("/travels"), second);
  }
  journey.wallet().done("DELETE", "/api/wallet/v1/travels/" + travel.at("travel_id").get<std::string>());
  journey.wallet().refused("not_found", "DELETE",
                           "/api/wallet/v1/travels/" + travel.at("travel_id").get<std::string>());
  journey.wallet().done("POST", journey.at("/travels"), second);
}

TEST_P(WalletApi, T3_a_travel_with_a_committed_transaction_stays) {
  Journey journey{server()};
  journey.ready();
  const auto travel = journey.leave_home("DE", "1-4");
  const Unchanged database{server()};
  journey.wallet().refused("travel_has_transaction", "DELETE",
                           "/api/wallet/v1/travels/" + travel.at("travel_id").get<std::string>());
}

TEST_P(WalletApi, T6_an_incomplete_travel_is_saved_and_finished_by_the_newest_version_only) {
  Journey journey{server()};
  journey.ready();
  const auto saved =
      journey.wallet().call("POST", journey.at("/travels"), {{"from_country", "CH"}, {"to_country", "DE"}});
  ASSERT_EQ(saved.status, 201) << saved.bytes;
  EXPECT_EQ(saved.body.at("complete"), false);
  EXPECT_FALSE(saved.body.at("missing").empty());
  const auto path = "/api/wallet/v1/travels/" + saved.body.at("travel_id").get<std::string>();
  const json whole{
      {"from_country", "CH"}, {"to_country", "DE"}, {"place", "Fair"}, {"mode_of_transport", "air"}, {"goods", "1-4"}};
  const auto finished = journey.wallet().done("PUT", path, whole, {{"If-Match", saved.header("etag")}});
  EXPECT_EQ(finished.at("complete"), true);
  const Unchanged database{server()};
  EXPECT_EQ(
      journey.wallet().refused("newer_version_exists", "PUT", path, whole, {{"If-Match", saved.header("etag")}}).status,
      412);
  EXPECT_EQ(journey.wallet().refused("precondition_required", "PUT", path, whole).status, 428);
}

TEST_P(WalletApi, T7_an_edit_voids_the_signature_and_the_old_qr) {
  Journey journey{server()};
  journey.ready();
  const auto travel = journey.travel("CH", "DE", "1-4");
  const auto shown = journey.sign(travel, "exportation");
  journey.wallet().done(
      "PUT", "/api/wallet/v1/travels/" + travel.at("travel_id").get<std::string>(),
      {{"from_country", "CH"},
       {"to_country", "DE"},
       {"place", "Fair"},
       {"mode_of_transport", "land"},
       {"transport_details", "ZH 123 456"},
       {"goods", "1-3"}},
      {{"If-Match",
        "\"" + journey.travel_now(travel.at("travel_id").get<std::string>()).at("version").get<std::string>() + "\""}});
  journey.wallet().refused("declaration_not_signed", "GET",
                           "/api/wallet/v1/declarations/" + shown.declaration_id + "/qr");
  const auto reply =
      journey.officer("CH").refused("declaration_replaced", "POST", "/api/customs/v1/scans", {{"qr", shown.qr}});
  EXPECT_EQ(reply.body.value("rule", ""), "T7");
}

TEST_P(WalletApi, X16_the_verification_code_proves_the_transaction) {
  Journey journey{server()};
  journey.ready();
  const auto travel = journey.travel("CH", "DE", "1-4");
  const auto shown = journey.sign(travel, "validation");
  const auto code = journey.commit(shown).at("verification_code").get<std::string>();
  const auto path = "/api/wallet/v1/declarations/" + shown.declaration_id + "/verification";
  std::string typed;
  for (const char c : code) typed += std::string(1, static_cast<char>(std::tolower(c))) + "-";
  EXPECT_EQ(journey.wallet().done("POST", path, {{"verification_code", typed + " "}}).at("verified"), true);
  const Unchanged database{server()};
  journey.wallet().refused("verification_code_wrong", "POST", path, {{"verification_code", "0000-0000-0000-00"}});
  journey.wallet().refused("verification_code_wrong", "POST", path, {{"verification_code", "?"}});
  journey.wallet().refused("verification_code_wrong", "POST", path, {{"verification_code", shown.cancellation_code}});
}

TEST_P(WalletApi, X16_the_wallet_learns_of_a_commit_live) {
  Journey journey{server()};
  journey.ready();
  const auto shown = journey.sign(journey.travel("CH", "DE", "1-4"), "validation");
  journey.present(shown);
  std::vector<json> seen;
  std::thread follower([&] {
    http::Client client;
    http::ClientRequest request{"GET", server().url() + "/api/wallet/v1/events"};
    request.headers = journey.wallet().credentials();
    request.timeout_ms = 4'000;
    try {
      client.follow(request, [&](std::string_view, std::string_view event, std::string_view data) {
        seen.push_back({{"event", event}, {"data", json::parse(data, nullptr, false)}});
        return event != "transaction_committed";
      });
    } catch (const std::exception&) {
      return;  // the time is over; what was seen is judged below
    }
  });
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  journey.officer("CH").done("POST", support::declaration_path(shown.declaration_id, "/commit"), json::object());
  follower.join();
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(seen.back().at("event"), "transaction_committed");
  EXPECT_EQ(seen.back().at("data").at("declaration_id"), shown.declaration_id);
  EXPECT_EQ(seen.back().dump().find(shown.transaction_code), std::string::npos) << "codes are never in events (S11)";
}

}  // namespace
}  // namespace opencarnet::api
