// A carnet in front of an officer: everything the rules of customs steps look at, and nothing else.
#pragma once
#include "carnet/carnet.h"
#include "carnet/ledger.h"
#include "carnet/territory.h"
#include "carnet/transaction.h"

namespace opencarnet::carnet {

/// Refers to what the caller holds; lives no longer than that. `home` is the territory of the country of issue,
/// `acting` the one of the office, `country` that office's country, `day` the day in the office's time zone (C2).
struct Situation {
  const Carnet& carnet;
  const History& history;
  const Territory& home;
  const Territory& acting;
  CountryCode country;
  Day day{};
};

}  // namespace opencarnet::carnet
