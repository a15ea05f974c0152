#include "edge/edge.h"

#include <stdexcept>

#include <fmt/ranges.h>

#include "base/ids.h"
#include "edge/exchange.h"
#include "edge/protection.h"

namespace opencarnet::edge {
namespace {

using contract::Operation;

bool changes(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

}  // namespace

Edge::Edge(EdgeConfig config, const contract::Contract& contract, platform::Database& database,
           const platform::Clock& clock, Routes routes, Authenticator authenticate, Touch touch, LiveHub* live,
           Texts texts)
    : config_(std::move(config)),
      contract_(contract),
      database_(database),
      clock_(clock),
      authenticate_(std::move(authenticate)),
      touch_(std::move(touch)),
      live_(live),
      texts_(std::move(texts)),
      rate_(config_.tenant_rate) {
  bind(std::move(routes));
}

void Edge::bind(Routes routes) {
  for (auto& route : routes) {
    const auto* operation = contract_.find(route.operation);
    if (operation == nullptr) throw std::logic_error("the contract has no operation " + route.operation);
    std::set<std::string> roles;
    for (const auto role : route.roles) roles.insert(std::string(name(role)));
    if (roles != operation->roles)
      throw std::logic_error(fmt::format("{}: the route says roles {}, the contract {}", route.operation,
                                         fmt::join(roles, ", "), fmt::join(operation->roles, ", ")));
    if (!route.handle) throw std::logic_error(route.operation + " has no use case");
    if (!routes_.emplace(operation, std::move(route)).second)
      throw std::logic_error(operation->name + " has two routes");
  }
}

std::vector<std::string> Edge::unserved() const {
  std::vector<std::string> names;
  for (const auto& operation : contract_.operations())
    if (!routes_.contains(operation.get())) names.push_back(operation->name);
  return names;
}

std::size_t Edge::body_limit(std::string_view method, std::string_view path) const {
  const auto match = contract_.match(path);
  const auto found = match.by_method.find(std::string(method));
  return found == match.by_method.end() ? std::size_t{64} << 10 : found->second->max_body;
}

http::Response Edge::handle(http::Request& request) {
  const auto begin = std::chrono::steady_clock::now();
  Exchange exchange{request, {}, "en", clock_.now(), {}, nullptr, {}, false, {}, {}, {}};
  auto& record = exchange.record;
  http::Response response;
  try {
    record.request_id = new_id();
    record.method = request.method;
    record.source = request.source;
    exchange.language = texts_.choose(request.header("accept-language").value_or(""));
    response = serve(exchange);
  } catch (const platform::OutcomeUnknown&) {
    response = refused(exchange, {Code::outcome_unknown, {}, {}, false});
  } catch (const platform::DatabaseUnavailable&) {
    response = refused(exchange, {Code::busy, {}, {}, false});
  } catch (const std::exception& problem) {
    response = faulty(exchange, problem.what());
  }
  protect(response, Surface::api, config_.https || request.secure);
  response.headers.emplace_back("X-Request-Id", record.request_id);
  record.status = response.status;
  record.role = name(exchange.actor.role);
  record.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  if (config_.on_request) config_.on_request(record);
  return response;
}

http::Response Edge::serve(Exchange& exchange) {
  auto& request = exchange.request;
  const auto match = contract_.match(request.path);
  std::map<std::string, const Operation*> offered;
  for (const auto& [method, operation] : match.by_method)
    if (routes_.contains(operation) && (config_.demo || !operation->demo_only)) offered[method] = operation;
  if (offered.empty()) return refused(exchange, {Code::not_found, {}, {}, false});

  std::string allow = "OPTIONS";
  for (const auto& [method, operation] : offered) allow += (method == "GET" ? ", GET, HEAD" : ", " + method);
  if (request.method == "OPTIONS") return {204, {{"Allow", allow}}, {}, {}};
  const auto found = offered.find(request.method == "HEAD" ? "GET" : request.method);
  if (found == offered.end())
    return refused(exchange,
                   {Code::method_not_allowed, {{"method", request.method.substr(0, 20)}, {"allow", allow}}, {}, false});

  exchange.operation = found->second;
  exchange.record.operation = found->second->name;
  exchange.record.path = found->second->path;
  exchange.credential = credential_of(request);
  if (changes(request.method) && !origin_allowed(request, exchange.credential.from_cookie, config_.origins))
    return refused(exchange, {Code::origin_not_allowed, {}, {}, false});
  const Route& route = routes_.at(found->second);
  if (exchange.credential.text.empty() && !route.roles.contains(Role::none))
    return refused(exchange, {Code::not_signed_in, {}, {}, false});
  return respond(exchange, run(exchange, route, read_request(request, *found->second, match.path)));
}

http::Response Edge::respond(Exchange& exchange, Result<Answer> result) {
  if (exchange.kept) {
    http::Response response{exchange.kept->status, {}, exchange.kept->body, {}};
    const auto headers = nlohmann::json::parse(exchange.kept->headers);
    for (const auto& [name, value] : headers.items()) response.headers.emplace_back(name, value.get<std::string>());
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
  }
  if (!result) return refused(exchange, result.error());
  auto& answer = *result;
  http::Response response;
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.headers.emplace_back(name, value);
  if (!exchange.published.empty())
    response.headers.emplace_back("OpenCarnet-Events", fmt::format("{}", fmt::join(exchange.published, ", ")));
  if (answer.live) {
    if (live_ == nullptr) throw std::logic_error("no live hub for " + exchange.record.operation);
    response.headers.emplace_back("Content-Type", "text/event-stream");
    response.stream = [hub = live_, live = std::move(*answer.live), credential = exchange.credential.text](
                          std::shared_ptr<http::EventStream> stream) { hub->add(std::move(stream), live, credential); };
    return response;
  }
  const auto etag = answer.headers.find("ETag");
  if (!changes(exchange.request.method) && etag != answer.headers.end() &&
      exchange.request.header("if-none-match") == etag->second) {
    response.status = 304;
    return response;
  }
  if (!answer.content_type.empty()) {
    response.headers.emplace_back("Content-Type", answer.content_type);
    response.body = std::move(answer.bytes);
  } else if (!answer.body.is_null()) {
    response.headers.emplace_back("Content-Type", "application/json");
    response.body = answer.text();
  }
  return response;
}

http::Response Edge::refused(Exchange& exchange, const Refusal& refusal) const {
  exchange.record.code = name(refusal.code);
  return problem_response(refusal, texts_, exchange.language);
}

http::Response Edge::faulty(Exchange& exchange, const std::string& what) const {
  auto& record = exchange.record;
  try {
    record.incident = config_.on_fault ? config_.on_fault(record.request_id, record.operation + ": " + what) : new_id();
  } catch (const std::exception&) {
    record.incident = record.request_id;  // nothing could be recorded; the request's log line still can be found
  }
  return refused(exchange, {Code::fault, {{"incident", record.incident}}, {}, false});
}

http::Response Edge::refusal_answer(int status) const {
  static const std::map<int, Code> codes{{400, Code::malformed_request},
                                         {408, Code::request_timeout},
                                         {413, Code::content_too_large},
                                         {414, Code::head_too_large},
                                         {431, Code::head_too_large},
                                         {500, Code::fault},
                                         {503, Code::busy}};
  const auto found = codes.find(status);
  const auto code = found == codes.end() ? Code::not_supported : found->second;
  // The server has logged a fault of its own; no request was read that an incident could be kept for.
  const Params params = code == Code::fault ? Params{{"incident", "none"}} : Params{};
  auto response = refusal_answer({code, params, {}, false});
  response.status = status;
  return response;
}

http::Response Edge::refusal_answer(const Refusal& refusal) const {
  auto response = problem_response(refusal, texts_, "en");
  protect(response, Surface::api, config_.https);
  return response;
}

}  // namespace opencarnet::edge
