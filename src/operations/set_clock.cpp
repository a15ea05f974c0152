#include "operations/operations.h"

namespace opencarnet::operations {

Result<edge::Answer> set_clock(const Dependencies& dependencies, edge::Context& context, const edge::Input& input) {
  const bool to_instant = input.body.contains("now"), on_by_days = input.body.contains("advance_days");
  if (to_instant == on_by_days) {
    FieldErrors errors;
    errors.add("/now", Code::clock_needs_one_way);
    return tl::unexpected(std::move(errors).verdict().error());
  }
  Instant now = context.now;
  if (to_instant) {
    const auto wanted = parse_instant(input.body.at("now").get<std::string>());
    if (!wanted) {
      FieldErrors errors;
      errors.add("/now", Code::invalid_field, {{"problem", "There is no such instant."}});
      return tl::unexpected(std::move(errors).verdict().error());
    }
    now = *wanted;
  } else {
    now += date::days{input.body.at("advance_days").get<int>()};
  }
  if (now < context.now) return refuse(Code::clock_goes_back, {{"now", to_text(context.now)}});
  auto answer = context.write([&](edge::Context& writing) -> Result<edge::Answer> {
    writing.publish({"clock_set", "clock", "", {{"now", to_text(now)}}, {}});
    writing.audit({"set_clock", "clock", "done", ""});
    edge::Answer said;
    said.body = {{"now", to_text(now)}};
    return said;
  });
  if (answer) dependencies.clock.set(now);  // only once the event stands
  return answer;
}

}  // namespace opencarnet::operations
