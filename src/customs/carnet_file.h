// A carnet with everything the rules look at, loaded once for a decision.
#pragma once
#include <optional>

#include "carnet/situation.h"
#include "customs/desk.h"
#include "records/carnet_record.h"

namespace opencarnet::customs {

struct CarnetFile {
  records::CarnetRecord record;
  carnet::History history;
  carnet::Territory home;
  carnet::Goods listed;

  [[nodiscard]] const carnet::Carnet& carnet() const { return record.carnet; }
  /// Refers to this file and the desk.
  [[nodiscard]] carnet::Situation situation(const Desk& desk) const;
  [[nodiscard]] std::string subject() const { return "carnet:" + std::to_string(carnet().carnet_id); }
};

[[nodiscard]] std::optional<CarnetFile> load_carnet_file(platform::Session& session, carnet::CarnetId carnet_id);

/// V7: who looked at a carnet or changed it.
void audit(edge::Context& context, const std::string& operation, carnet::CarnetId carnet_id,
           const std::string& outcome = "done", const std::string& reason = {});

/// The event of a change: where, and for whom. `payload` gets carnet_id, country and territory added.
void publish(edge::Context& context, const CarnetFile& file, const Desk& desk, const std::string& type,
             nlohmann::json payload, bool for_association = false);

/// V1: the history as this territory sees it, as JSON; reasons and names only of its own (V2).
[[nodiscard]] nlohmann::json history_answer(const CarnetFile& file, const carnet::History& visible,
                                            const carnet::TerritoryCode& territory);
/// Where every piece is, as far as the visible history tells: member "places".
void put_places(edge::Answer& answer, const CarnetFile& file, const carnet::History& visible);
/// The carnet with its General List: member "carnet". Its state is told by `history`.
void put_carnet(edge::Answer& answer, const CarnetFile& file, const carnet::History& history);

}  // namespace opencarnet::customs
