// The edge: from an HTTP request to a use case and back. It alone knows both HTTP and operations.
//
// One request: find the operation by its address, read the request into the contract's form, then in one transaction
// learn who asks, whether they may, whether this request was answered before, run the use case, and answer or refuse.
#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "contract/contract.h"
#include "edge/live.h"
#include "edge/problem.h"
#include "edge/read_request.h"
#include "edge/route.h"
#include "edge/tenant_rate.h"
#include "http/server.h"
#include "platform/clock.h"
#include "platform/db.h"

namespace opencarnet::edge {

/// What is known of an answered request; never bodies, codes or tokens.
struct RequestRecord {
  std::string request_id, operation, method, path, source, code, incident;  // path without values
  std::string_view role;
  int status = 0;
  std::chrono::microseconds took{};
};

struct EdgeConfig {
  bool demo = false;                // operations of the demo mode exist
  bool https = false;               // the site is only reached by TLS
  bool check_answers = false;       // each JSON answer is judged by the contract; a wrong one is a fault
  int tenant_rate = 0;              // requests a second of one tenant; 0: no limit
  std::set<std::string> origins{};  // the sites' own; empty: the host a request was sent to
  std::function<void(const RequestRecord&)> on_request{};
  /// Records a fault and returns its incident number; without it an id is made and the fault is lost.
  std::function<std::string(const std::string& request_id, const std::string& what)> on_fault{};
  std::function<void()> on_commit{};  // wakes the sequencer and the outbox
};

class Edge {
 public:
  /// Throws std::logic_error where a route names no operation of the contract, or says other roles than it.
  Edge(EdgeConfig config, const contract::Contract& contract, platform::Database& database,
       const platform::Clock& clock, Routes routes, Authenticator authenticate, Touch touch, LiveHub* live,
       Texts texts = Texts::built_in());

  /// Never throws. Requests outside the contract's addresses answer 404.
  [[nodiscard]] http::Response handle(http::Request& request);
  /// Largest body of an address, for the server.
  [[nodiscard]] std::size_t body_limit(std::string_view method, std::string_view path) const;
  /// The answer to what the server refuses before it is a request.
  [[nodiscard]] http::Response refusal_answer(int status) const;
  /// The answer to a refusal at an address outside the contract, where machines ask.
  [[nodiscard]] http::Response refusal_answer(const Refusal& refusal) const;
  /// Operations of the contract that no route serves yet.
  [[nodiscard]] std::vector<std::string> unserved() const;

 private:
  struct Exchange;
  void bind(Routes routes);
  [[nodiscard]] http::Response serve(Exchange& exchange);
  [[nodiscard]] Result<Answer> run(Exchange& exchange, const Route& route, const Result<Input>& input);
  [[nodiscard]] Result<Answer> run_reading(Exchange& exchange, const Route& route, const Result<Input>& input);
  [[nodiscard]] Result<Answer> run_own(Exchange& exchange, const Route& route, const Input& input);
  [[nodiscard]] Result<Answer> in_write(Exchange& exchange, const Route* permit, const Step& step);
  [[nodiscard]] Result<Answer> once(Exchange& exchange, Context& context, const Step& step);
  [[nodiscard]] Verdict permit(Exchange& exchange, const Route& route, platform::Session& session);
  [[nodiscard]] Verdict pace(Exchange& exchange);
  [[nodiscard]] Context context_of(Exchange& exchange, platform::Session* session);
  void after_reading(Exchange& exchange);
  [[nodiscard]] bool due_for_touch(const Actor& actor, Instant now);
  void check_promise(const Exchange& exchange, const Answer& answer) const;
  [[nodiscard]] http::Response respond(Exchange& exchange, Result<Answer> result);
  [[nodiscard]] http::Response refused(Exchange& exchange, const Refusal& refusal) const;
  [[nodiscard]] http::Response faulty(Exchange& exchange, const std::string& what) const;

  EdgeConfig config_;
  const contract::Contract& contract_;
  platform::Database& database_;
  const platform::Clock& clock_;
  std::map<const contract::Operation*, Route> routes_;
  Authenticator authenticate_;
  Touch touch_;
  LiveHub* live_;
  Texts texts_;
  TenantRate rate_;
  std::mutex touched_lock_;
  std::map<std::string, Instant> touched_;  // by session; only spares writes, so it may be forgotten
};

}  // namespace opencarnet::edge
