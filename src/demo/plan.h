// The plan of the demo world: 200 carnets and what happened to each, told as steps that the real use cases can play.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "demo/world.h"

namespace opencarnet::demo {

/// What a step does; named as the operation that plays it.
enum class Act {
  create_draft,
  issue_carnet,
  download_carnet,
  sign_carnet,
  create_travel,       // from, to, transits, goods; not_re_exported states what stays
  sign_declaration,    // every declaration of the newest travel that is not committed
  commit_transaction,  // type, office, goods: the uncommitted declaration of that type, country and goods
  reject_declaration,  // type, office, reason; the same declaration may be signed and presented again
  cancel_transaction,  // the newest commit of that type, by the same office; reason
  hold_transaction,    // type, office, reason
  block_carnet,        // reason
  cancel_carnet,       // reason
  order_replacement,   // replacement: number of the new carnet
};

[[nodiscard]] std::string_view name_of(Act act);

/// One step. Fields that an act does not name are empty.
struct Step {
  Instant at;
  Act act{};
  std::string from, to;                     // countries
  std::vector<std::string> transits;        // countries, one a transit territory
  std::string type;                         // transaction type; `exportation` from EU records both of its steps (X5)
  std::string country, office_id, officer;  // officer: e-mail
  std::string goods;                        // ranges, "1-4, 7" (T4)
  std::optional<Day> final_date;
  std::string transport;
  std::string not_re_exported, action, remark;  // ranges, action taken and its remark (X7)
  std::string customs_reference, reason, seals;
  std::string replacement;
  friend bool operator==(const Step&, const Step&) = default;
};

struct PlannedSets {
  int exportation_re_importation = 0, importation_re_exportation = 0, transit = 0;
  friend bool operator==(const PlannedSets&, const PlannedSets&) = default;
};

struct PlannedCarnet {
  std::string story;                      // which stage of life it shows, e.g. "partly_returned"
  std::optional<std::int64_t> carnet_id;  // where the guides name it
  std::string number, association_id, holder_id, country_of_issue, home_territory;
  std::string intended_use, currency;
  std::vector<GeneralItem> general_list;
  std::vector<std::string> territories;  // Box P
  PlannedSets sets;
  Day issued_on, valid_until;
  std::vector<Step> steps;  // in the order of time, all before the day the plan was made for
  friend bool operator==(const PlannedCarnet&, const PlannedCarnet&) = default;
};

/// The same plan for the same world and day, in every run and process: 195 invented carnets, then the five of the
/// guides (ES2023990052 and CHTA00000133 to 136, whose dates are fixed).
[[nodiscard]] std::vector<PlannedCarnet> plan_world(const World& world, Day today);

/// Where a step stands in the plan.
struct Moment {
  std::size_t carnet, step;
};
/// Every step of every carnet in the order of time, as a clock that only goes forward can play them.
[[nodiscard]] std::vector<Moment> in_order_of_time(const std::vector<PlannedCarnet>& plan);

}  // namespace opencarnet::demo
