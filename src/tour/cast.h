// Who plays: the four clients of the tour with what each of them knows, and the holder's telephone.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "crypto/device_key.h"
#include "tour/caller.h"
#include "tour/narrator.h"
#include "tour/tour.h"

namespace opencarnet::tour {

/// Follows the wallet's live events on a connection of its own, as the app does.
class LiveEvents {
 public:
  LiveEvents(const Caller& wallet);
  ~LiveEvents();
  LiveEvents(const LiveEvents&) = delete;
  LiveEvents& operator=(const LiveEvents&) = delete;

  /// Waits for the next event of this name about the declaration; its arrival. Fails after five seconds.
  std::chrono::steady_clock::time_point wait(const std::string& name, const std::string& declaration_id);

 private:
  struct Seen {
    std::string name;
    json data;
    std::chrono::steady_clock::time_point at;
  };
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Seen> seen_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

/// What a signed declaration gives its holder.
struct Shown {
  std::string declaration_id, qr, transaction_code, cancellation_code;
};

struct Cast {
  Cast(const TourOptions& options, std::ostream& out);

  const TourOptions& options;
  Narrator tell;
  std::vector<std::string> event_ids;  // of every change the clients were told about
  Caller chamber, wallet, officer_at_home, officer_abroad, operator_of_core;
  crypto::DeviceKeyPair signing_key = crypto::DeviceKeyPair::generate();
  crypto::DeviceKeyPair encryption_key = crypto::DeviceKeyPair::generate();
  std::int64_t carnet_id = 0;
  std::string number, pin, valid_until;
  json carnet;  // as decrypted on the telephone
  std::unique_ptr<LiveEvents> live;

  /// The declaration of this type in a travel.
  [[nodiscard]] static json declaration(const json& travel, const std::string& type);
  /// Signs on the telephone and receives codes and QR.
  Shown sign(const json& declaration);
  /// Scans (typed code) and commits, says what happened and where every piece is now; the answer of commit_transaction.
  json cross(Caller& officer, const std::string& who, const Shown& shown, const json& statement,
             const std::string& what);
  json scan(Caller& officer, const Shown& shown);
  [[nodiscard]] std::string at(const std::string& suffix) const;
};

// The chapters, in their order; each leaves the cast ready for the next.
void issue_and_download(Cast& cast);
void leave_home(Cast& cast);
void cross_the_border(Cast& cast);
void come_home(Cast& cast);
void prove(Cast& cast);

}  // namespace opencarnet::tour
