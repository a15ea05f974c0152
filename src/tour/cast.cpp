#include "tour/cast.h"

#include <fmt/format.h>

#include "crypto/jose.h"

namespace opencarnet::tour {

using namespace std::chrono_literals;

LiveEvents::LiveEvents(const Caller& wallet) {
  http::ClientRequest request{"GET", wallet.server() + "/api/wallet/v1/events"};
  request.headers = wallet.credentials();
  request.timeout_ms = 120'000;
  std::atomic<bool>* stopping = &stopping_;
  thread_ = std::thread([this, request, stopping] {
    http::Client client;
    try {
      client.follow(request, [&](std::string_view, std::string_view event, std::string_view data) {
        const std::lock_guard lock{mutex_};
        seen_.push_back({std::string(event), json::parse(data, nullptr, false), std::chrono::steady_clock::now()});
        arrived_.notify_all();
        return !*stopping;
      });
    } catch (const std::exception&) {
      // The stream ends with the tour; wait() says when an event is missed.
    }
  });
}

LiveEvents::~LiveEvents() {
  stopping_ = true;
  thread_.detach();  // blocked in a read that ends with the process
}

std::chrono::steady_clock::time_point LiveEvents::wait(const std::string& name, const std::string& declaration_id) {
  std::unique_lock lock{mutex_};
  std::chrono::steady_clock::time_point at;
  const bool came = arrived_.wait_for(lock, 5s, [&] {
    for (auto seen = seen_.begin(); seen != seen_.end(); ++seen)
      if (seen->name == name && seen->data.value("declaration_id", "") == declaration_id) {
        at = seen->at;
        seen_.erase(seen);
        return true;
      }
    return false;
  });
  if (!came) throw Failed(fmt::format("the wallet was not told live of {} on {}", name, declaration_id));
  return at;
}

Cast::Cast(const TourOptions& given, std::ostream& out)
    : options(given),
      tell(out, given.colour),
      chamber("the chamber", given.server, event_ids),
      wallet("the wallet", given.server, event_ids),
      officer_at_home("the officer at home", given.server, event_ids),
      officer_abroad("the officer abroad", given.server, event_ids),
      operator_of_core("the operator", given.server, event_ids) {}

json Cast::declaration(const json& travel, const std::string& type) {
  for (const auto& declaration : travel.at("declarations"))
    if (declaration.at("type") == type) return declaration;
  throw Failed(fmt::format("the travel has no declaration of type {}: {}", type, travel.dump()));
}

std::string Cast::at(const std::string& suffix) const {
  return fmt::format("/api/wallet/v1/carnets/{}{}", carnet_id, suffix);
}

Shown Cast::sign(const json& declaration) {
  const auto id = declaration.at("declaration_id").get<std::string>();
  const auto signature = crypto::sign_jws(signing_key, declaration.at("to_sign").get<std::string>());
  const auto codes =
      wallet.done("POST", "/api/wallet/v1/declarations/" + id + "/signature", {{"signature", signature}});
  return {id, text(codes, "qr"), text(codes, "transaction_code"), text(codes, "cancellation_code")};
}

json Cast::scan(Caller& officer, const Shown& shown) {
  return officer.done("POST", "/api/customs/v1/scans",
                      {{"carnet", std::to_string(carnet_id)}, {"transaction_code", shown.transaction_code}});
}

json Cast::cross(Caller& officer, const std::string& who, const Shown& shown, const json& statement,
                 const std::string& what) {
  const auto scanned = officer.done("POST", "/api/customs/v1/scans", {{"qr", shown.qr}});
  const auto path = "/api/customs/v1/declarations/" + shown.declaration_id;
  if (scanned.at("declaration_id") != shown.declaration_id) throw Failed("the QR led to another declaration");
  officer.done("GET", path);
  auto committed = officer.done("POST", path + "/commit", statement);
  const auto sent = std::chrono::steady_clock::now();
  tell.says(who, what);
  if (live) {
    const auto arrived = live->wait("transaction_committed", shown.declaration_id);
    const auto late = std::chrono::duration_cast<std::chrono::milliseconds>(arrived - sent).count();
    tell.result(fmt::format("committed; the telephone knew {}",
                            late <= 0 ? "before the officer had the answer" : fmt::format("{} ms later", late)));
  }
  tell.places(committed.at("places"));
  return committed;
}

}  // namespace opencarnet::tour
