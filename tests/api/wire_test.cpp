// What happens on the wire: clients that vanish, bodies of 30 MB, methods and addresses that are not there.
#include <fmt/format.h>

#include "http/raw_socket.h"
#include "support/journey.h"
#include "support/unchanged.h"

namespace opencarnet::api {
namespace {

using support::Unchanged;

struct Wire : support::OverHttp {
  std::string head(const support::Client& client, const std::string& method, const std::string& path,
                   const std::string& more) {
    std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\n", method,
                                   path, server().port());
    for (const auto& [name, value] : client.credentials()) text += name + ": " + value + "\r\n";
    return text + more + "\r\n";
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Wire);

TEST_P(Wire, a_client_that_vanishes_mid_body_leaves_nothing) {
  auto& chamber = as("nics_client");
  const auto body = support::Journey{server()}.content().dump();
  {
    const Unchanged database{server()};
    for (const std::size_t said : {std::size_t{0}, std::size_t{1}, body.size() / 2, body.size() - 1}) {
      http::RawSocket socket{server().port()};
      socket.say(head(chamber, "POST", "/api/nics/v1/drafts", fmt::format("Content-Length: {}\r\n", body.size())));
      socket.say(body.substr(0, said));
    }
    for (const auto* said : {"", "5\r\n{\"num", "5\r\n{\"num\r\nffff\r\n"}) {
      http::RawSocket socket{server().port()};
      socket.say(head(chamber, "POST", "/api/nics/v1/drafts", "Transfer-Encoding: chunked\r\n") + said);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  EXPECT_EQ(chamber.call("GET", "/api/nics/v1/carnets").status, 200) << "the server serves on";
}

TEST_P(Wire, X11_a_client_that_leaves_before_the_answer_finds_it_with_its_key) {
  support::Journey journey{server()};
  const auto body = journey.content().dump();
  {
    http::RawSocket socket{server().port()};
    socket.say(head(journey.chamber(), "POST", "/api/nics/v1/drafts",
                    fmt::format("Content-Length: {}\r\nIdempotency-Key: left-{}\r\n", body.size(), journey.number)) +
               body);
  }
  const support::Headers key{{"Content-Type", "application/json"}, {"Idempotency-Key", "left-" + journey.number}};
  const auto first = journey.chamber().send("POST", "/api/nics/v1/drafts", body, key);
  EXPECT_EQ(first.status, 201) << first.bytes;
  const auto again = journey.chamber().send("POST", "/api/nics/v1/drafts", body, key);
  EXPECT_EQ(again.body.at("carnet_id"), first.body.at("carnet_id"));
}

TEST_P(Wire, S6_thirty_megabytes_are_refused_and_the_connection_ended) {
  for (const auto* role : {"nics_client", "holder"}) static_cast<void>(as(role));
  const Unchanged database{server()};
  for (const auto& [role, path] : {std::pair{"nics_client", "/api/nics/v1/drafts"},
                                   {"holder", "/api/wallet/v1/devices"},
                                   {"none", "/api/identity/v1/sessions"},
                                   {"none", "/nothing/here"}}) {
    http::RawSocket socket{server().port()};
    socket.say(head(as(role), "POST", path, "Content-Length: 30000000\r\n"));
    const std::string piece(1 << 16, ' ');
    for (int i = 0; i < 30'000'000 / (1 << 16) && socket.say(piece); ++i) {
      if (socket.closed()) break;
    }
    const auto answer = socket.hear_answer();
    EXPECT_TRUE(answer.empty() || answer.find(" 413 ") != std::string::npos) << path << ": " << answer.substr(0, 400);
  }
}

TEST_P(Wire, addresses_and_methods_that_are_not_there) {
  auto& officer = as("officer");
  const Unchanged database{server()};
  EXPECT_EQ(officer.send("GET", "/api/customs/v1/nothing").code(), "not_found");
  EXPECT_EQ(officer.send("GET", "/api/customs/v2/scans").code(), "not_found");
  const auto put = officer.send("PUT", "/api/customs/v1/scans");
  EXPECT_EQ(put.code(), "method_not_allowed");
  EXPECT_NE(put.header("allow").find("POST"), std::string::npos);
  const auto options = officer.send("OPTIONS", "/api/customs/v1/scans");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(officer.send("POST", "/api/customs/v1/scans/../scans", "{}").code(), "not_found");
}

TEST_P(Wire, bad_idempotency_keys_are_refused) {
  auto& chamber = as("nics_client");
  const Unchanged database{server()};
  for (const auto& key : {std::string("short"), std::string("with a blank in it"), std::string(101, 'k')})
    chamber.refused("bad_idempotency_key", "POST", "/api/nics/v1/drafts", support::Journey{server()}.content(),
                    {{"Idempotency-Key", key}});
}

TEST_P(Wire, S5_every_answer_of_the_api_forbids_what_browsers_might_do_with_it) {
  for (const auto* path :
       {"/api/identity/v1/sessions/current", "/api/nothing", "/healthz", "/demo.json", "/api/customs/openapi.json"}) {
    const auto reply = as("none").send("GET", path);
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff") << path;
    EXPECT_NE(reply.header("content-security-policy").find("default-src 'none'"), std::string::npos) << path;
  }
}

TEST_P(Wire, the_clock_moves_forward_only_and_in_one_way) {
  auto& visitor = as("none");
  const Unchanged database{server()};
  constexpr auto clock = "/api/core/v1/clock";
  visitor.refused("clock_goes_back", "PUT", clock, {{"now", "2020-01-01T00:00:00Z"}});
  visitor.refused("clock_needs_one_way", "PUT", clock, nlohmann::json::object());
  visitor.refused("clock_needs_one_way", "PUT", clock, {{"now", "2099-01-01T00:00:00Z"}, {"advance_days", 3}});
  visitor.refused("field_errors", "PUT", clock, {{"advance_days", 0}});
  visitor.refused("field_errors", "PUT", clock, {{"now", "2099-02-30T00:00:00Z"}});
}

TEST_P(Wire, V6_the_operator_reads_the_log_without_secrets) {
  support::Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  journey.commit(shown);
  static_cast<void>(support::digest_of(server().database()));  // until every event is numbered
  const auto page = as("operator_of_core").done("GET", "/api/core/v1/events?limit=500&subject=carnet:" + journey.id());
  std::vector<std::string> types;
  for (const auto& event : page.at("events")) types.push_back(event.at("type").get<std::string>());
  EXPECT_EQ(types, (std::vector<std::string>{"draft_created", "carnet_issued", "carnet_downloaded", "carnet_signed",
                                             "travel_created", "declaration_signed", "declaration_presented",
                                             "transaction_committed"}));
  for (const auto& secret : {shown.transaction_code, shown.cancellation_code, journey.pin, shown.qr}) {
    EXPECT_EQ(page.dump().find(secret), std::string::npos) << "a secret stands in the log (S11)";
  }
}

}  // namespace
}  // namespace opencarnet::api
