// A refusal: the system says no, and must say why. A value, never an exception (docs/decisions/0002).
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "base/refusal_codes.h"

namespace opencarnet {

/// Named values for the placeholders of a refusal's text, e.g. {"seconds", "30"}. Never secrets.
using Params = std::map<std::string, std::string>;

/// One wrong field: where (RFC 6901 pointer into the request), which code, the values of its text.
struct FieldError {
  std::string pointer;
  Code code{};
  Params params;
  friend bool operator==(const FieldError&, const FieldError&) = default;
};

struct Refusal {
  Code code{};
  Params params;
  std::vector<FieldError> errors;  // all at once, in the order of the document
  /// The few refusals that must leave a trace (a wrong guess counted) keep what their transaction wrote.
  bool keep_changes = false;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

template <class T>
using Result = tl::expected<T, Refusal>;
using Verdict = Result<void>;

[[nodiscard]] const CodeFacts& facts(Code code);
[[nodiscard]] std::string_view name(Code code);
/// The rule that spoke, e.g. "X6"; empty where no rule of the rulebook decides.
[[nodiscard]] std::string_view rule(Code code);

[[nodiscard]] tl::unexpected<Refusal> refuse(Code code, Params params = {});

/// Collects field errors; nothing collected means all is well.
class FieldErrors {
 public:
  void add(std::string pointer, Code code, Params params = {});
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  /// Well, or one refusal `field_errors` that carries them all.
  [[nodiscard]] Verdict verdict() &&;

 private:
  std::vector<FieldError> errors_;
};

}  // namespace opencarnet
