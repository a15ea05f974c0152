// The officer's counter over HTTP: codes and QRs, right, wrong and guessed.
#include <fmt/format.h>

#include "support/journey.h"
#include "support/unchanged.h"

namespace opencarnet::api {
namespace {

using nlohmann::json;
using support::declaration_path;
using support::Journey;
using support::Shown;
using support::Unchanged;

constexpr auto scans = "/api/customs/v1/scans";

struct ScanApi : support::OverHttp {};
INSTANTIATE_FOR_BOTH_ENGINES(ScanApi);

TEST_P(ScanApi, X1_a_code_is_scanned_or_typed_in_any_way_people_type) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  std::string spaced;
  for (std::size_t at = 0; at < shown.transaction_code.size(); ++at)
    spaced += std::string(at % 4 == 0   ? " "
                          : at % 3 == 0 ? "-"
                                        : "") +
              static_cast<char>(std::tolower(shown.transaction_code[at]));
  for (const auto& body : {json{{"qr", shown.qr}}, json{{"qr", shown.short_qr}},
                           json{{"carnet", journey.id()}, {"transaction_code", shown.transaction_code}},
                           json{{"carnet", journey.number}, {"transaction_code", spaced}}}) {
    const auto found = journey.officer("CH").done("POST", scans, body);
    EXPECT_EQ(found.at("declaration_id"), shown.declaration_id);
    EXPECT_EQ(found.at("carnet_number"), journey.number);
  }
}

TEST_P(ScanApi, X2_a_qr_with_any_character_changed_is_refused) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  auto& officer = journey.officer("CH", 4);
  const Unchanged database{server()};
  for (std::size_t at = 0; at < shown.qr.size(); ++at) {
    auto qr = shown.qr;
    qr[at] = qr[at] == 'X' ? 'Y' : 'X';
    const auto reply = officer.call("POST", scans, {{"qr", qr}});
    EXPECT_TRUE(reply.status == 422 && reply.body.value("rule", "") == "X2")
        << "position " << at << ": " << reply.bytes;
  }
  officer.refused("qr_damaged", "POST", scans, {{"qr", shown.qr.substr(0, shown.qr.size() / 2)}});
  officer.refused("qr_damaged", "POST", scans, {{"qr", shown.qr + "00"}});
}

TEST_P(ScanApi, X2_the_qr_of_another_system_is_told_apart) {
  auto& officer = as("officer", "CH", 4);
  const Unchanged database{server()};
  for (const auto* qr : {"https://example.org/ticket/4711", "HC1:6BFOXN%TSMAHN-H3ZSUZK+.V0ET9%6-AH",
                         "BEGIN:VCARD\nEND:VCARD", "oc1:", "12345", "\xF0\x9F\x98\x80"})
    EXPECT_EQ(officer.refused("qr_of_another_system", "POST", scans, {{"qr", qr}}).status, 422) << qr;
}

TEST_P(ScanApi, a_scan_says_one_thing_in_one_way) {
  auto& officer = as("officer", "CH", 4);
  const Unchanged database{server()};
  EXPECT_EQ(officer.refused("field_errors", "POST", scans, json::object()).code_at("/qr"), "missing_field");
  EXPECT_EQ(officer.refused("field_errors", "POST", scans, {{"carnet", "1"}}).code_at("/transaction_code"),
            "missing_field");
  EXPECT_EQ(officer.refused("field_errors", "POST", scans, {{"qr", "x"}, {"carnet", "1"}, {"transaction_code", "x"}})
                .code_at("/qr"),
            "scan_in_one_way");
  EXPECT_EQ(officer.refused("field_errors", "POST", scans, {{"carnet", "1"}, {"transaction_code", "?"}})
                .code_at("/transaction_code"),
            "code_malformed");
}

TEST_P(ScanApi, X1_a_code_guesser_learns_nothing_and_must_wait) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  auto& guesser = as("officer", "CH", 5);
  const auto wrong =
      guesser.refused("code_unknown", "POST", scans, {{"carnet", journey.id()}, {"transaction_code", "0000000000000"}});
  const auto unknown = guesser.refused("code_unknown", "POST", scans,
                                       {{"carnet", "999999999"}, {"transaction_code", shown.transaction_code}});
  EXPECT_EQ(wrong.bytes, unknown.bytes);
  for (int i = 0; i < 3; ++i)
    guesser.refused("code_unknown", "POST", scans, {{"carnet", journey.id()}, {"transaction_code", "0000000000001"}});
  const auto waiting = guesser.refused("too_many_attempts", "POST", scans,
                                       {{"carnet", journey.id()}, {"transaction_code", shown.transaction_code}});
  EXPECT_EQ(waiting.status, 429);
  EXPECT_EQ(guesser.call("POST", scans, {{"qr", shown.qr}}).status, 200) << "a signed QR is no guess";
}

TEST_P(ScanApi, X8_a_declaration_is_for_its_territory_and_opens_once_presented) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  for (const auto* country : {"CH", "DE"}) static_cast<void>(as("officer", country));
  const Unchanged database{server()};
  journey.officer("CH").refused("not_found", "GET", declaration_path(shown.declaration_id));
  journey.officer("CH").refused("not_found", "POST", declaration_path(shown.declaration_id, "/commit"), json::object());
  const auto reply =
      journey.officer("DE").refused("declaration_for_another_territory", "POST", scans, {{"qr", shown.qr}});
  EXPECT_NE(reply.bytes.find("CH_LI"), std::string::npos) << reply.bytes;
  journey.officer("CH").refused("office_not_yours", "POST", scans,
                                {{"qr", shown.qr}, {"office_id", journey.officer("DE").session().at("office_id")}});
}

}  // namespace
}  // namespace opencarnet::api
