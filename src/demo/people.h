// The people and machines of the demo world: their accounts, and how they come onto the stage.
#pragma once
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "crypto/device_key.h"
#include "demo/stage.h"
#include "demo/world.h"
#include "identity/identity.h"

namespace opencarnet::demo {

/// A holder's telephone: bound to its account, with keys of its own.
struct Phone {
  edge::Actor actor;
  crypto::DeviceKeyPair signing_key = crypto::DeviceKeyPair::generate();
  crypto::DeviceKeyPair encryption_key = crypto::DeviceKeyPair::generate();
};

/// The credentials of everybody, as /demo.json lists them: {accounts: [...], clients: [...]}. The operator comes first,
/// then officers, then holders.
[[nodiscard]] nlohmann::json credentials_of(const World& world);

class People {
 public:
  People(Stage& stage, const World& world) : stage_(stage), world_(world) {}

  /// Makes all accounts and clients at that instant. Everybody of a realm shares a password that everybody may know.
  void register_all(Instant at);

  // Each signs in at the first call.
  const edge::Actor& chamber(const std::string& association_id, Instant at);
  const edge::Actor& officer(const std::string& email, Instant at);
  const Phone& holder(const std::string& holder_id, Instant at);

 private:
  void register_staff(Instant at);
  void register_holder(const Holder& holder, Instant at);
  edge::Actor signed_in(const std::string& realm, const std::string& email, Instant at, nlohmann::json* session);

  Stage& stage_;
  const World& world_;
  std::map<std::string, edge::Actor> actors_;  // by e-mail or client
  std::map<std::string, Phone> phones_;        // by holder
};

}  // namespace opencarnet::demo
