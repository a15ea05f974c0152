// What follows from an event but lies outside its transaction (mail, push, webhooks, reconciliation) is a job: a row
// written with the event, taken with a lease by any process, done at least once, in order per receiver.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/clock.h"
#include "platform/db.h"
#include "platform/events.h"

namespace opencarnet::platform {

/// What a room does when an event happened. Must be idempotent: a job can be done twice, never not at all.
struct Reaction {
  std::string name;        // "customs.send_receipt"
  std::string event_type;  // "transaction_committed"
  std::function<void(Database&, const StoredEvent&)> react;
  /// Optional: for whom. Jobs of this reaction for the same receiver are done in the order of their events.
  std::function<std::string(const StoredEvent&)> receiver = {};
};

/// Called once at start, before any event is published.
void register_reaction(Reaction reaction);
/// For tests only: as if the program had just started.
void forget_reactions();

/// A job that failed 20 times: for the operator's list.
struct DeadLetter {
  std::string job_id, event_id, reaction, receiver;
  Instant created_at{};
  std::int64_t tries = 0;
  std::string last_error;
};
[[nodiscard]] std::vector<DeadLetter> list_dead_letters(Session& session, int limit);
/// Gives it all its tries again; false where there is no such dead letter.
[[nodiscard]] bool revive_dead_letter(Session& session, const std::string& job_id, Instant now);

/// How many jobs wait, and how many of the rows are dead letters; for metrics.
struct OutboxCount {
  std::int64_t waiting = 0, dead = 0;
};
[[nodiscard]] OutboxCount count_jobs(Session& session);

/// Takes due jobs until stopped; waits between tries grow from 1 s to 10 min, and what failed 20 times stays as a dead
/// letter for the operator. `wake()` after each commit makes it prompt.
class OutboxWorker {
 public:
  /// Does the reactions registered by now, with `threads` threads; none: only run_due() works.
  OutboxWorker(Database& database, Clock& clock, int threads = 2);
  ~OutboxWorker();
  void wake();
  /// Returns when the jobs in hand are finished.
  void stop();
  /// Does everything that is due now and returns; for tests and the demo world.
  int run_due();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::platform
