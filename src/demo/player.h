// Plays planned carnets through the product's own operations, so that every row is what the product itself writes.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "demo/people.h"
#include "demo/plan.h"

namespace opencarnet::demo {

/// Called after each carnet that reached the end of its plan.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// What was played, and what a newcomer can go on with.
struct Played {
  std::size_t steps = 0;
  std::map<std::string, std::size_t> skipped;        // by act: steps whose operation the product does not serve yet
  nlohmann::json carnets = nlohmann::json::array();  // issued ones with their PINs
  nlohmann::json waiting = nlohmann::json::array();  // signed declarations that no officer has committed yet
};

class Player {
 public:
  Player(Stage& stage, People& people, const World& world, const std::vector<PlannedCarnet>& plan);

  /// Plays all steps of all carnets in the order of time. Refused where a step was refused; the message names the
  /// carnet and the step.
  Played play(const Progress& progress);

 private:
  // A declaration that was signed: what the holder can show.
  struct Shown {
    std::string declaration_id, travel_id, type, country, goods, qr, transaction_code, cancellation_code;
    std::string transaction_id, office_id;  // of its commit
    bool committed = false, rejected = false;
  };
  struct Life {
    std::int64_t carnet_id = 0;
    std::string pin, to_sign, travel_id, travel_goods;
    std::vector<Shown> shown;
    bool issued = false, over = false;
  };

  void play(const PlannedCarnet& carnet, Life& life, const Step& step);
  void create_draft(const PlannedCarnet& carnet, Life& life, const Step& step);
  void issue_carnet(const PlannedCarnet& carnet, Life& life, const Step& step);
  void download_carnet(const PlannedCarnet& carnet, Life& life, const Step& step);
  void sign_carnet(const PlannedCarnet& carnet, Life& life, const Step& step);
  void create_travel(const PlannedCarnet& carnet, Life& life, const Step& step);
  void sign_declaration(const PlannedCarnet& carnet, Life& life, const Step& step);
  void commit_transaction(Life& life, const Step& step);
  void reject_declaration(Life& life, const Step& step);
  void cancel_transaction(Life& life, const Step& step);
  void issuer_step(const PlannedCarnet& carnet, Life& life, const Step& step);

  [[nodiscard]] nlohmann::json newest_travel(const Phone& phone, const Life& life, Instant at);
  [[nodiscard]] Shown& presented(Life& life, const Step& step);
  nlohmann::json opened(const Shown& shown, const Step& step, std::string& version);
  [[nodiscard]] Played told() const;

  Stage& stage_;
  People& people_;
  const World& world_;
  const std::vector<PlannedCarnet>& plan_;
  std::vector<Life> lives_;
  std::map<std::string, std::size_t> skipped_;
};

}  // namespace opencarnet::demo
