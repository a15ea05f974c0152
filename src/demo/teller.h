// Tells the life of one carnet: keeps the clock, finds offices and officers, counts the sets that the steps use.
#pragma once
#include <string>
#include <vector>

#include "demo/plan.h"
#include "demo/random.h"
#include "demo/world.h"

namespace opencarnet::demo {

/// "1-7"; "4" where both are the same.
[[nodiscard]] std::string range(int first, int last);

struct Journey {
  std::string from, to;
  std::vector<std::string> transits;
  std::string goods;
};

class Teller {
 public:
  Teller(const World& world, Random& random, PlannedCarnet& carnet, Day begin);

  /// Days go by; the clock starts again in the morning.
  void pass(int days);
  [[nodiscard]] Day day() const { return day_; }
  /// From now on steps strike at this minute of the day, in the zone of whoever acts, seconds apart.
  void at(std::chrono::minutes time_of_day) {
    time_of_day_ = time_of_day;
    to_the_minute_ = true;
  }

  void draft();
  void issue();
  void receive();  // download and sign the carnet
  void travel(const Journey& journey, const std::string& not_re_exported = "", const std::string& action = "",
              const std::string& remark = "");
  /// Signs again after a rejection or a cancellation.
  void sign();

  Step& commit(const std::string& type, const directory::Office& office, const std::string& goods);
  void reject(const std::string& type, const directory::Office& office, const std::string& reason);
  void hold(const std::string& type, const directory::Office& office, const std::string& reason);
  void cancel(const std::string& type, const directory::Office& office, const std::string& reason);
  /// Of the issuing association.
  void issuer(Act act, const std::string& reason, const std::string& replacement = "");

  /// An office of that country that clears goods; the same one until another is asked for with `elsewhere`.
  const directory::Office& office(const std::string& country);
  const directory::Office& elsewhere(const std::string& country);

  // Whole legs, on one day or over two.
  void leave(const Journey& journey);                                       // travel, (validation), exportation
  void arrive(const Journey& journey, std::optional<Day> final_date = {});  // importation
  void return_home(const Journey& journey);                                 // travel, re-exportation, re-importation
  void move_on(const Journey& journey);                                     // travel, re-exportation, importation there

  /// Gives the carnet the sets its steps need, and `spare` of each kind in use.
  void count_sets(int spare);

  [[nodiscard]] PlannedCarnet& carnet() { return carnet_; }
  [[nodiscard]] Random& random() { return random_; }
  [[nodiscard]] int items() const { return static_cast<int>(carnet_.general_list.size()); }
  [[nodiscard]] std::string all() const { return range(1, items()); }

 private:
  Step& add(Act act, const std::string& time_zone);
  Step& at_office(Act act, const std::string& type, const directory::Office& office);
  [[nodiscard]] const std::string& holder_zone() const;

  const World& world_;
  Random& random_;
  PlannedCarnet& carnet_;
  Day day_;
  std::chrono::minutes time_of_day_{0};
  Instant last_{};
  bool validated_ = false, to_the_minute_ = false;
  std::map<std::string, std::string> offices_;  // country → office_id in use
};

}  // namespace opencarnet::demo
