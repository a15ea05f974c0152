#include "base/refusal.h"

#include <utility>

namespace opencarnet {

const CodeFacts& facts(Code code) { return code_facts.at(static_cast<std::size_t>(code)); }

std::string_view name(Code code) { return facts(code).code; }

std::string_view rule(Code code) { return facts(code).rule; }

tl::unexpected<Refusal> refuse(Code code, Params params) {
  return tl::unexpected(Refusal{code, std::move(params), {}, false});
}

void FieldErrors::add(std::string pointer, Code code, Params params) {
  errors_.push_back({std::move(pointer), code, std::move(params)});
}

Verdict FieldErrors::verdict() && {
  if (errors_.empty()) return {};
  return tl::unexpected(
      Refusal{Code::field_errors, {{"count", std::to_string(errors_.size())}}, std::move(errors_), false});
}

}  // namespace opencarnet
