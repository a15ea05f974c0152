// S3 and S11: how much chance is in each secret, and that none of them can be read anywhere but in the answer that
// gives it: not in a table, not in the log, not in a refusal, not in an address.
#include <fmt/format.h>

#include "base/code_text.h"
#include "contract/contract.h"
#include "crypto/codes.h"
#include "crypto/secrets.h"
#include "identity/client_secret.h"
#include "support/digest.h"
#include "support/journey.h"

namespace opencarnet::malice {
namespace {

using nlohmann::json;
using support::Client;

TEST(Entropy, S3_codes_have_sixty_bits_and_every_sign_is_used) {
  const std::map<std::string, std::function<std::string()>> kinds{{"transaction", crypto::new_transaction_code},
                                                                  {"verification", crypto::new_verification_code},
                                                                  {"cancellation", crypto::new_cancellation_code},
                                                                  {"PIN", crypto::new_carnet_pin}};
  constexpr std::size_t bits_of_a_sign = 5;
  static_assert(code_alphabet.size() == std::size_t{1} << bits_of_a_sign);
  ASSERT_EQ(std::set<char>(code_alphabet.begin(), code_alphabet.end()).size(), code_alphabet.size());
  for (const auto& [kind, make] : kinds) {
    std::set<std::string> all;
    std::vector<std::set<char>> seen(make().size());
    EXPECT_GE(seen.size() * bits_of_a_sign, 60U) << kind;
    for (int i = 0; i < 2'000; ++i) {
      const auto code = *all.insert(make()).first;
      ASSERT_EQ(code.size(), seen.size()) << kind;
      for (std::size_t place = 0; place < code.size(); ++place) seen[place].insert(code[place]);
    }
    EXPECT_EQ(all.size(), 2'000U) << kind << ": one came twice";
    // Chance leaves one of 32 signs out of 2,000 tries once in 10^27: each place takes each of them.
    for (const auto& signs : seen) EXPECT_EQ(signs.size(), code_alphabet.size()) << kind;
  }
}

std::size_t random_bits(const std::string& token, std::string_view prefix) {
  EXPECT_TRUE(token.starts_with(prefix)) << prefix;
  const auto bytes = crypto::from_base64url(std::string_view{token}.substr(prefix.size()));
  EXPECT_TRUE(bytes.has_value()) << prefix;
  return bytes.value_or(crypto::Bytes{}).size() * 8;
}

struct Secrets : support::OverHttp {
  std::string session_token(const Client& client) {
    const auto cookie = client.credentials().at(0).second;
    return cookie.substr(cookie.find('=') + 1);
  }
  std::string access_token(const Client& client) {
    return client.credentials().at(0).second.substr(std::string_view{"Bearer "}.size());
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Secrets);

TEST_P(Secrets, S3_sessions_and_tokens_have_more_than_128_bits_and_never_come_twice) {
  std::set<std::string> all;
  for (int i = 0; i < 3; ++i) {
    const auto session = session_token(server().fresh("officer"));
    const auto token = access_token(server().fresh("nics_client"));
    EXPECT_GE(random_bits(session, "ocs_"), 128U);
    EXPECT_GE(random_bits(token, "oct_"), 128U);
    all.insert({session, token});
  }
  EXPECT_EQ(all.size(), 6U);
  EXPECT_GE(random_bits(identity::new_client_secret(), "occ_"), 128U);
}

// Every secret there is, given or typed once over HTTP; `canaries` are all ways to write them.
struct Canaries : Secrets {
  std::map<std::string, std::string> secrets;  // what it is → the secret

  std::set<std::string> canaries() const {
    std::set<std::string> all;
    for (const auto& [what, secret] : secrets) {
      all.insert(secret);
      auto signs = secret;
      std::erase(signs, '-');
      if (const auto code = normalise_code(signs, signs.size())) all.insert({*code, grouped_code(*code)});
      all.insert(crypto::base64url(crypto::bytes_of(secret)));
    }
    return all;
  }
  void expect_none_in(const std::string& text, const std::string& where) const {
    ASSERT_GE(secrets.size(), 12U);
    for (const auto& canary : canaries())
      EXPECT_EQ(text.find(canary), std::string::npos) << "a secret stands in " << where << ": " << canary;
  }
  // Wrong and right secrets in wrong places: what is refused repeats nothing, and keeps nothing.
  void expect_refused(Client& client, const std::string& path, const json& body) {
    const auto reply = client.call("POST", path, body);
    EXPECT_GE(reply.status, 400) << path;
    std::string all = reply.bytes;
    for (const auto& [name, value] : reply.headers) all += name + ": " + value + "\n";
    for (const auto& [field, value] : body.items())
      if (value.is_string() && value.get<std::string>().size() > 8 && field != "email") {
        EXPECT_EQ(all.find(value.get<std::string>()), std::string::npos) << path << " repeats " << field;
      }
  }
  void make_an_account() {
    secrets["password"] = "nine quiet herons " + crypto::random_token(6);
    secrets["wrong password"] = "eleven loud herons " + crypto::random_token(6);
    const auto email = crypto::random_token(6) + "@herons.example";
    const json account{
        {"kind", "private"}, {"given_names", "Hera"},           {"surname", "Heron"},
        {"email", email},    {"password", secrets["password"]}, {"address", {{"city", "Zug"}, {"country", "CH"}}}};
    const std::string sessions = "/api/identity/v1/sessions";
    as("none").done("POST", "/api/wallet/v1/accounts", account);
    expect_refused(as("none"), "/api/wallet/v1/accounts", account);
    expect_refused(as("none"), sessions,
                   {{"realm", "wallet"}, {"email", email}, {"password", secrets["wrong password"]}});
    // People type it into the wrong field.
    expect_refused(as("none"), sessions,
                   {{"realm", "wallet"}, {"email", secrets["password"]}, {"password", "something else"}});
    Client holder{"Hera", server().url()};
    holder.sign_in("wallet", email, secrets["password"]);
    secrets["session"] = session_token(holder);
    secrets["token"] = access_token(server().fresh("nics_client"));
  }
  void cross() {
    support::Journey journey{server()};
    journey.draft();
    secrets["idempotency key"] = crypto::random_token(24);
    const auto issued = journey.chamber().done("POST", "/api/nics/v1/drafts/" + journey.id() + "/issue", nullptr,
                                               {{"Idempotency-Key", secrets["idempotency key"]}});
    journey.pin = secrets["PIN"] = issued.at("pin").get<std::string>();
    secrets["download QR"] = issued.at("download_qr").get<std::string>();
    expect_refused(journey.wallet(), "/api/wallet/v1/carnets/download",
                   {{"carnet", secrets["PIN"]}, {"pin", "0000-0000-0000"}});
    const auto shown = journey.download().sign_carnet().sign(journey.travel("CH", "DE", "1-4"), "validation");
    secrets["transaction code"] = shown.transaction_code;
    secrets["cancellation code"] = shown.cancellation_code;
    secrets["QR"] = shown.qr;
    secrets["short QR"] = shown.short_qr;
    const std::string scans = "/api/customs/v1/scans";
    auto& officer = as("officer", "CH", 30);
    expect_refused(officer, scans, {{"carnet", shown.transaction_code}, {"transaction_code", "0000000000000"}});
    expect_refused(officer, scans, {{"qr", shown.qr.substr(0, shown.qr.size() - 3)}});
    const auto committed = journey.commit(shown);
    secrets["verification code"] = committed.at("verification_code").get<std::string>();
    secrets["verification QR"] = committed.at("verification_qr").get<std::string>();
    const auto transaction = committed.at("transactions").at(0).at("transaction_id").get<std::string>();
    EXPECT_EQ(officer.send("GET", "/api/customs/v1/transactions/" + transaction + "/receipt").status, 200);
    expect_refused(journey.wallet(), "/api/wallet/v1/declarations/" + shown.declaration_id + "/verification",
                   {{"verification_code", shown.cancellation_code}});
    expect_refused(officer, "/api/customs/v1/transactions/" + transaction + "/cancel",
                   {{"cancellation_code", secrets["verification code"]}, {"reason", "wrong"}});
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Canaries);

TEST_P(Canaries, S11_no_secret_is_in_a_table_a_log_or_a_figure) {
  make_an_account();
  cross();
  // The development mailbox stands for the mail server: letters are the one way out for what they bring.
  const auto tables = support::text_of(server().database(), {"letters"});
  EXPECT_GT(tables.size(), 30U);
  for (const auto& [table, text] : tables) expect_none_in(text, "the table " + table);
  expect_none_in(support::logged(), "the log");
  expect_none_in(as("none").send("GET", "/metrics").bytes, "the figures");
  expect_none_in(as("operator_of_core").send("GET", "/api/core/v1/events?limit=500").bytes, "the events");
}

// The search itself finds what is there: an id that is no secret stands in table and log.
TEST_P(Canaries, S11_the_search_would_find_one) {
  support::Journey journey{server()};
  journey.draft();
  const auto tables = support::text_of(server().database(), {});
  EXPECT_NE(tables.at("carnets").find(journey.number), std::string::npos);
  EXPECT_NE(support::logged().find("nics.create_draft"), std::string::npos);
}

TEST(Addresses, S11_no_operation_takes_a_secret_in_its_address) {
  for (const auto& operation : contract::Contract::built_in().operations())
    for (const auto* parameters : {&operation->path_parameters, &operation->query_parameters})
      for (const auto& [name, parameter] : *parameters)
        for (const auto* secret : {"password", "pin", "code", "secret", "token", "signature", "qr"})
          EXPECT_EQ(name.find(secret), std::string::npos) << operation->name << " takes " << name << " in its address";
}

}  // namespace
}  // namespace opencarnet::malice
