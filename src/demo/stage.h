// Where the demo world is played: runs the product's own operations, as the edge would, at instants of the past.
#pragma once
#include <map>
#include <stdexcept>
#include <string>

#include "contract/contract.h"
#include "edge/route.h"

namespace opencarnet::demo {

/// An operation said no: the plan does not fit the rules. The message names operation, code and fields.
struct Refused : std::runtime_error {
  Refused(const std::string& operation, const Refusal& refusal);
};

struct Call {
  std::string operation;  // "customs.commit_transaction"
  nlohmann::json body;
  std::map<std::string, std::string> path{};
  std::string if_match{};
};

/// Everything on it happens in one transaction of the caller, so that there is a whole demo world or none.
class Stage {
 public:
  /// `check_answers`: an answer that is not what the contract promises throws std::logic_error.
  Stage(const edge::Routes& routes, platform::Session& session, bool check_answers = false);

  /// Serves the operation to this actor at that instant. Refused where the contract or the use case refuses it.
  edge::Answer serve(const edge::Actor& actor, Instant at, const Call& call);

  /// For what is done without an operation.
  [[nodiscard]] edge::Context context(const edge::Actor& actor, Instant at, const std::string& operation);
  [[nodiscard]] platform::Session& session() { return session_; }
  [[nodiscard]] bool serves(const std::string& operation) const { return routes_.contains(operation); }

 private:
  // A database whose every transaction is part of ours.
  class Within : public platform::Database {
   public:
    explicit Within(platform::Session& session) : session_(session) {}
    [[nodiscard]] platform::Engine engine() const override { return session_.engine(); }
    void write(const std::function<platform::Outcome(platform::Session&)>& work) override { (void)work(session_); }
    void read(const std::function<void(platform::Session&)>& work) override { work(session_); }

   private:
    platform::Session& session_;
  };

  [[nodiscard]] edge::Input input_of(const contract::Operation& operation, const Call& call) const;

  std::map<std::string, edge::Route, std::less<>> routes_;
  platform::Session& session_;
  Within database_;
  bool check_answers_;
};

}  // namespace opencarnet::demo
