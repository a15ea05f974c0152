// What follows from an event but lies outside its transaction (mail, push, webhooks, reconciliation) is a job: a row
// written with the event, taken with a lease by any process, done at least once, in order per receiver.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "platform/clock.h"
#include "platform/db.h"
#include "platform/events.h"

namespace opencarnet::platform {

/// What a room does when an event happened. Must be idempotent: a job can be done twice, never not at all.
struct Reaction {
  std::string name;        // "customs.send_receipt"
  std::string event_type;  // "transaction_committed"
  std::function<void(Database&, const StoredEvent&)> react;
};

/// Called once at start, before any event is published.
void register_reaction(Reaction reaction);

/// Takes due jobs until stopped; waits between tries grow from 1 s to 10 min, and what failed 20 times stays as a dead
/// letter for the operator. `wake()` after each commit makes it prompt.
class OutboxWorker {
 public:
  OutboxWorker(Database& database, Clock& clock);
  ~OutboxWorker();
  void wake();
  void stop();
  /// Does everything that is due now and returns; for tests and the demo world.
  int run_due();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::platform
