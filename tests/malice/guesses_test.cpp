// S2 over several processes: whoever guesses at all of them at once gets no try more than at one. Every secret that can
// be typed is guessed at through two servers on one database.
#include <atomic>
#include <barrier>
#include <thread>

#include "malice/server_process.h"
#include "support/journey.h"

namespace opencarnet::malice {
namespace {

using nlohmann::json;
using support::Client;
using support::Reply;

constexpr std::size_t at_once = 9;  // at each server

struct Guessed : support::OverHttp {
  void SetUp() override { static_cast<void>(as("none")); }  // `as` makes whom it does not know: not in threads

  // What is answered to this many tries at once; `guess` gets the address of a server and the number of the try.
  static std::map<std::string, int> answers(const std::function<Reply(const std::string& url, std::size_t)>& guess) {
    const std::vector<std::string> urls{server().url(), second_process(GetParam()).url()};
    std::barrier together{static_cast<std::ptrdiff_t>(urls.size() * at_once)};
    std::mutex mutex;
    std::map<std::string, int> told;
    std::vector<std::thread> guessers;
    for (std::size_t i = 0; i < urls.size() * at_once; ++i)
      guessers.emplace_back([&, i] {
        together.arrive_and_wait();
        const auto reply = guess(urls[i % urls.size()], i);
        const std::lock_guard lock{mutex};
        ++told[reply.code().empty() ? std::to_string(reply.status) : reply.code()];
      });
    for (auto& guesser : guessers) guesser.join();
    return told;
  }
  static std::map<std::string, int> five(const std::string& wrong) {
    return {{wrong, 5}, {"too_many_attempts", static_cast<int>(2 * at_once) - 5}};
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Guessed);

json sign_in_of(const std::string& name, const std::string& password) {
  return {{"realm", "customs"}, {"email", name + "@tests.example"}, {"password", password}};
}
constexpr auto sessions = "/api/identity/v1/sessions";

TEST_P(Guessed, S2_a_server_that_starts_later_knows_the_guesses_before) {
  static_cast<void>(as("officer", "DE", 6));
  for (int i = 0; i < 5; ++i)
    as("none").refused("wrong_credentials", "POST", sessions, sign_in_of("officer.de.6", "not the passphrase"));
  const auto right = sign_in_of("officer.de.6", support::password_of_all);
  EXPECT_EQ(ask_at(second_process(GetParam()).url(), as("none"), "POST", sessions, right).code(), "too_many_attempts");
}

TEST_P(Guessed, S2_passwords_at_two_servers_at_once) {
  static_cast<void>(as("officer", "DE", 7));
  const auto wrong = sign_in_of("officer.de.7", "not the passphrase");
  EXPECT_EQ(
      answers([&](const std::string& url, std::size_t) { return ask_at(url, as("none"), "POST", sessions, wrong); }),
      five("wrong_credentials"));
}

TEST_P(Guessed, S2_secrets_of_machines) {
  static_cast<void>(as("nics_client", "DE", 0));
  const auto guess = [&](const std::string& url, std::size_t) {
    Client stranger{"a guesser", url};
    return stranger.send("POST", "/oauth/token",
                         "grant_type=client_credentials&client_id=nics_client.de.0&client_secret=wrong",
                         {{"Content-Type", "application/x-www-form-urlencoded"}});
  };
  EXPECT_EQ(answers(guess), five("401"));
}

TEST_P(Guessed, S2_the_pin_of_a_carnet_by_many_accounts) {
  support::Journey journey{server()};
  journey.issue();
  for (int holder = 3; holder < 6; ++holder) static_cast<void>(as("holder", "CH", holder));
  const json wrong{{"carnet", journey.id()}, {"pin", "0000-0000-0000"}};
  EXPECT_EQ(answers([&](const std::string& url, std::size_t i) {
              return ask_at(url, as("holder", "CH", 3 + static_cast<int>(i) % 3), "POST",
                            "/api/wallet/v1/carnets/download", wrong);
            }),
            five("wrong_pin"));
}

struct Shown : Guessed {
  support::Journey journey{server()};
  support::Shown shown;

  void SetUp() override {
    Guessed::SetUp();
    shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
    for (int colleague = 10; colleague < 16; ++colleague) static_cast<void>(as("officer", "CH", colleague));
  }
  Client& colleague(std::size_t i) { return as("officer", "CH", 10 + static_cast<int>(i) % 6); }
};
INSTANTIATE_FOR_BOTH_ENGINES(Shown);

TEST_P(Shown, S2_transaction_codes_typed_by_many_officers) {
  const json wrong{{"carnet", journey.id()}, {"transaction_code", "0000000000000"}};
  EXPECT_EQ(answers([&](const std::string& url, std::size_t i) {
              return ask_at(url, colleague(i), "POST", "/api/customs/v1/scans", wrong);
            }),
            five("code_unknown"));
}

TEST_P(Shown, S2_transaction_codes_typed_by_one_officer_for_many_carnets) {
  auto& officer = as("officer", "CH", 20);
  EXPECT_EQ(answers([&](const std::string& url, std::size_t i) {
              return ask_at(url, officer, "POST", "/api/customs/v1/scans",
                            {{"carnet", std::to_string(900'000 + i)}, {"transaction_code", "0000000000000"}});
            }),
            five("code_unknown"));
}

TEST_P(Shown, S2_cancellation_and_verification_codes) {
  const auto committed = journey.commit(shown).at("transactions").at(0).at("transaction_id").get<std::string>();
  const auto cancel = "/api/customs/v1/transactions/" + committed + "/cancel";
  EXPECT_EQ(answers([&](const std::string& url, std::size_t i) {
              return ask_at(url, colleague(i), "POST", cancel,
                            {{"cancellation_code", "000000000000"}, {"reason", "typed wrongly"}});
            }),
            five("cancellation_code_wrong"));
  const auto verify = "/api/wallet/v1/declarations/" + shown.declaration_id + "/verification";
  EXPECT_EQ(answers([&](const std::string& url, std::size_t) {
              return ask_at(url, journey.wallet(), "POST", verify, {{"verification_code", "00000000000000"}});
            }),
            five("verification_code_wrong"));
}

}  // namespace
}  // namespace opencarnet::malice
