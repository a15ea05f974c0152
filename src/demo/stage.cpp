#include "demo/stage.h"

#include "base/ids.h"

namespace opencarnet::demo {
namespace {

std::string told(const std::string& operation, const Refusal& refusal) {
  auto text = fmt::format("{} was refused: {}", operation, name(refusal.code));
  for (const auto& [key, value] : refusal.params) text += fmt::format(" {}={}", key, value);
  for (const auto& error : refusal.errors) {
    text += fmt::format("; {} {}", error.pointer, name(error.code));
    for (const auto& [key, value] : error.params) text += fmt::format(" {}={}", key, value);
  }
  return text;
}

}  // namespace

Refused::Refused(const std::string& operation, const Refusal& refusal) : std::runtime_error(told(operation, refusal)) {}

Stage::Stage(const edge::Routes& routes, platform::Session& session, bool check_answers)
    : session_(session), database_(session), check_answers_(check_answers) {
  for (const auto& route : routes) routes_.emplace(route.operation, route);
}

edge::Context Stage::context(const edge::Actor& actor, Instant at, const std::string& operation) {
  return {actor, at, {at, new_id(at), operation, actor.account_id, actor.tenant_id, "demo"}, &session_, database_};
}

edge::Input Stage::input_of(const contract::Operation& operation, const Call& call) const {
  edge::Input input;
  input.body = call.body;
  input.path = call.path;
  input.if_match = call.if_match;
  for (const auto& [name, parameter] : operation.query_parameters)
    if (parameter.preset) input.query[name] = *parameter.preset;
  if (operation.body_schema && !(call.body.is_null() && !operation.body_required))
    if (auto verdict = operation.body_schema->check(call.body); !verdict)
      throw Refused(call.operation, verdict.error());
  return input;
}

edge::Answer Stage::serve(const edge::Actor& actor, Instant at, const Call& call) {
  const auto* operation = contract::Contract::built_in().find(call.operation);
  const auto route = routes_.find(call.operation);
  if (operation == nullptr || route == routes_.end()) throw std::logic_error(call.operation + " is not served");
  if (!route->second.roles.contains(edge::Role::none) && !route->second.roles.contains(actor.role))
    throw std::logic_error(fmt::format("{} is not for {}", call.operation, edge::name(actor.role)));
  auto asked = context(actor, at, call.operation);
  if (route->second.work == edge::Work::own) asked.session = nullptr;
  auto result = route->second.handle(asked, input_of(*operation, call));
  if (!result) throw Refused(call.operation, result.error());
  if (check_answers_ && result->content_type.empty())
    if (const auto promise = operation->check_answer(result->status, result->document()); !promise)
      throw std::logic_error(told("a wrong answer of " + call.operation, promise.error()));
  return std::move(*result);
}

}  // namespace opencarnet::demo
