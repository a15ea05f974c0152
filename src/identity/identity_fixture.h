// For this room's tests: a database on either engine with one officer, one holder, one operator and one chamber's
// system.
#pragma once
#include <string>

#include <gtest/gtest.h>

#include "identity/identity.h"
#include "identity/use_cases.h"
#include "support/databases.h"

namespace opencarnet::identity {

inline const Instant morning = *parse_instant("2026-11-22T08:00:00.000Z");

class IdentityFixture : public support::BothEngines {
 public:
  static constexpr const char* password = "a long demo passphrase";
  static NewAccount officer();
  static NewAccount holder();
  static NewClient chamber();

  void SetUp() override;

  /// One writing transaction, as the edge opens it.
  void in_write(const std::function<void(edge::Context&)>& work);

  Result<edge::Answer> try_sign_in(const std::string& realm, const std::string& email, const std::string& typed,
                                   const edge::Actor& as = {}, const std::string& source = "192.0.2.1");
  Result<edge::Answer> sign_in_officer() { return try_sign_in("customs", "kavitch@customs-xs.example", password); }
  Result<edge::Answer> sign_in_holder() { return try_sign_in("wallet", "vreni@edelweiss.example", password); }

  std::optional<edge::Actor> actor_of(const std::string& credential);
  /// Rows of "table WHERE …".
  std::int64_t count(const std::string& what);
  /// What the session cookie of an answer holds.
  static std::string token_in(const edge::Answer& answer);

  Settings settings;
  edge::Handler door;
  edge::Actor nobody;
  Instant now = morning;
  std::string officer_id, holder_id, operator_id, client_secret;
};

}  // namespace opencarnet::identity
