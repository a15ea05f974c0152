// Travels as the contract shows them.
#pragma once
#include "wallet/access.h"
#include "wallet/travel_store.h"

namespace opencarnet::wallet {

/// The customs territories by country, each read once.
class TerritoriesByCountry {
 public:
  explicit TerritoriesByCountry(platform::Session& session) : session_(session) {}
  /// None for a country that is unknown or disabled today.
  [[nodiscard]] const carnet::Territory* of(const carnet::CountryCode& country);

 private:
  platform::Session& session_;
  std::map<carnet::CountryCode, std::vector<carnet::Territory>> known_;
};

/// Contract: Travel. `held` as it is after the change.
[[nodiscard]] json travel_answer(platform::Session& session, TerritoriesByCountry& territories, const HeldCarnet& held,
                                 const StoredTravel& travel, Instant now);

/// Answer with the travel as it is stored now, with its version as ETag.
[[nodiscard]] Result<edge::Answer> answer_with_travel(edge::Context& context, const std::string& travel_id, int status);

}  // namespace opencarnet::wallet
