// For this room's tests: a database on either engine with the directory, two holders' accounts and an issued carnet;
// and customs in a few lines, deciding by the kernel and writing the rows that the customs room would write.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "carnet/commit.h"
#include "carnet/testing.h"
#include "crypto/device_key.h"
#include "identity/identity.h"
#include "support/databases.h"
#include "wallet/wallet.h"

namespace opencarnet::wallet {

using nlohmann::json;

/// A person with a telephone.
struct Holder {
  edge::Actor actor;
  std::string session_token;
  crypto::DeviceKeyPair signing = crypto::DeviceKeyPair::generate(), encryption = crypto::DeviceKeyPair::generate();
};

class WalletFixture : public support::BothEngines {
 public:
  static constexpr const char* password = "seven quiet mountains";
  static constexpr const char* pin = "7K3M9QXR2WTA";

  void SetUp() override;

  /// Calls the operation as the edge does, checks the answer against the contract, and moves the clock on.
  Result<edge::Answer> call(const std::string& operation, const edge::Actor& actor, edge::Input input);
  /// The same without moving the clock: for many threads.
  Result<edge::Answer> call_at(Instant at, const std::string& operation, const edge::Actor& actor,
                               const edge::Input& input);
  Result<edge::Answer> call(const std::string& operation, const Holder& holder, json body,
                            std::map<std::string, std::string> path = {}, const std::string& if_match = {});
  /// The body of an answer; a refusal fails the test.
  json done(const std::string& operation, const Holder& holder, json body, std::map<std::string, std::string> path = {},
            const std::string& if_match = {});

  /// Signs in; every call is another session.
  Holder sign_in(const std::string& email = "vreni@edelweiss.example");
  Result<edge::Answer> try_bind(Holder& holder, const std::string& proof);
  std::string challenge_of(const Holder& holder);
  /// A session bound to a new device.
  Holder with_device(const std::string& email = "vreni@edelweiss.example");
  /// And the carnet on it, not yet signed.
  Holder with_carnet(const std::string& email = "vreni@edelweiss.example");
  /// Downloaded and signed.
  Holder ready();
  /// Another session on the same device, when the first has run out.
  Holder ready_again(const Holder& holder);
  Result<edge::Answer> try_download(const Holder& holder, const std::string& typed_pin,
                                    const std::string& carnet = "768255");
  json download(const Holder& holder);

  std::map<std::string, std::string> of_carnet() const;
  static std::map<std::string, std::string> of_travel(const json& travel);
  static std::map<std::string, std::string> of(const json& declaration);
  static const json& declaration(const json& travel, std::string_view type);
  json travels(const Holder& holder);

  static std::string signed_text(const Holder& holder, const json& declaration);
  json sign(const Holder& holder, const json& declaration);

  // Customs.
  void issue(const carnet::Carnet& carnet);
  void set_standing(carnet::Standing standing);
  Result<std::vector<carnet::Transaction>> try_commit(const std::string& declaration_id,
                                                      const carnet::OfficerFields& fields = {});
  /// The transaction's id; its verification code is always verification_code.
  std::string commit(const json& declaration);
  static constexpr const char* verification_code = "A5C1E9FHAXRANP";
  void cancel(const std::string& transaction_id);
  void reject(const json& declaration);
  void correct(const json& declaration, const std::string& ranges);
  /// Any statement on the test's database.
  void run(const std::string& text, const std::vector<platform::Bind>& binds = {});

  std::int64_t count(const std::string& from);
  std::vector<std::string> event_types();
  platform::StoredEvent last_event();

  Instant now = *parse_instant("2026-11-22T08:00:00.000Z");
  carnet::Carnet carnet;
  crypto::KeyRing ring;
  std::unique_ptr<Dependencies> dependencies;
  edge::Routes table;
  edge::Handler door;
};

/// "no_set_left T3", or "accepted".
using carnet::testing::fields_said;
using carnet::testing::said;

inline json journey(const std::string& goods) {
  json body{{"from_country", "CH"},
            {"to_country", "DE"},
            {"place", "Musikhalle, Berlin"},
            {"mode_of_transport", "land"},
            {"transport_details", "ZH 123 456"}};
  if (!goods.empty()) body["goods"] = goods;
  return body;
}
inline json journey_home(const std::string& goods) {
  return {{"from_country", "DE"}, {"to_country", "CH"}, {"goods", goods}};
}
inline std::vector<std::string> types_of(const json& travel) {
  std::vector<std::string> types;
  for (const auto& it : travel.at("declarations")) types.push_back(it.at("type").get<std::string>());
  return types;
}

}  // namespace opencarnet::wallet
