// For this room's tests: a carnet of Edelweiss Sound at customs of Switzerland, Germany, Spain, France (with Réunion)
// and Syldavie. What other rooms would write (the carnet, what the holder signs) is written here as they do.
#pragma once
#include <string>

#include <gtest/gtest.h>

#include "base/ids.h"
#include "carnet/testing.h"
#include "contract/contract.h"
#include "customs/use_cases.h"
#include "support/databases.h"

namespace opencarnet::customs {

using nlohmann::json;

/// What the holder shows.
struct Shown {
  std::string declaration_id{}, transaction_code{}, cancellation_code{}, qr{}, short_qr{};
};

class CustomsFixture : public support::BothEngines {
 public:
  void SetUp() override;

  /// An account of an administration; the office is its default. Region: the office's own.
  [[nodiscard]] edge::Actor officer(const std::string& office_id, edge::Role role = edge::Role::officer) const;

  /// Runs a use case as the edge does: one transaction, rolled back where refused. A good answer is judged by the
  /// contract.
  Result<Answer> send(const std::string& operation, const edge::Actor& actor, edge::Input input);
  Result<Answer> call(const std::string& operation, const edge::Actor& actor, json body,
                      std::map<std::string, std::string> path = {}, const std::string& if_match = {});

  // The holder's side.
  void issue(const carnet::Carnet& carnet);
  Shown sign(carnet::TransactionType type, const std::string& country, const std::string& ranges,
             const carnet::DeclaredGoods& lists = {});
  /// T7: edited and signed again.
  Shown sign_again(const Shown& shown, const std::string& ranges = {});
  void void_signature(const Shown& shown);

  // The officer's side, in short.
  Result<Answer> scan(const edge::Actor& actor, const Shown& shown) {
    return call("scan_code", actor, {{"qr", shown.qr}});
  }
  Result<Answer> open(const edge::Actor& actor, const Shown& shown) {
    return call("open_declaration", actor, {}, {{"declaration_id", shown.declaration_id}});
  }
  Result<Answer> commit(const edge::Actor& actor, const Shown& shown, json statement = json::object()) {
    return call("commit_transaction", actor, std::move(statement), {{"declaration_id", shown.declaration_id}});
  }
  Result<Answer> cancel(const edge::Actor& actor, const std::string& transaction_id, const std::string& code,
                        const std::string& reason = "Wrong truck") {
    return call("cancel_transaction", actor, {{"cancellation_code", code}, {"reason", reason}},
                {{"transaction_id", transaction_id}});
  }
  /// Signs, scans and commits; the answer. Fails the test where refused.
  json cross(const edge::Actor& actor, carnet::TransactionType type, const std::string& ranges,
             json statement = json::object());
  void validate() { cross(zurich, carnet::TransactionType::validation, "1-20"); }

  [[nodiscard]] static std::string transaction_in(const json& answer) {
    return answer.at("transactions").back().at("transaction_id").get<std::string>();
  }
  std::int64_t count(const std::string& what);
  /// Payload of the newest event of that type.
  json last_event(const std::string& type);

  Instant now = *parse_instant("2026-06-15T09:00:00.000Z");
  crypto::KeyRing ring;
  std::unique_ptr<Dependencies> dependencies;
  carnet::Carnet edelweiss = carnet::testing::a_carnet();
  edge::Actor zurich, basel, weil, berlin, madrid, paris, reunion;

 private:
  Shown store_signature(const carnet::Declaration& declaration);
};

}  // namespace opencarnet::customs
