// Judges a JSON value against a schema of the contract and says everything that is wrong at once.
//
// Understands the keywords tools/contract.py lets through. Not valijson: a reader needs codes with values instead of
// English sentences, and its std::regex overflows the stack on a long text (the test keeps valijson as a witness of our
// verdicts).
#pragma once
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"

namespace opencarnet::contract {

/// No answer lists more field errors than this; the rest would not help anybody.
inline constexpr std::size_t max_errors = 1000;

/// Immutable once made; any number of threads may judge with it.
class Schema {
 public:
  /// `document` is the OpenAPI document that `schema`'s references ("#/components/…") point into.
  /// Throws std::runtime_error when the schema itself is wrong.
  Schema(const nlohmann::json& schema, const nlohmann::json& document);
  ~Schema();
  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) = delete;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  /// All errors of `value`, each with `at` before its RFC 6901 pointer. Lengths are counted in code points.
  void check(const nlohmann::json& value, FieldErrors& errors, const std::string& at = "") const;
  [[nodiscard]] Verdict check(const nlohmann::json& value) const;

  /// A query or path value, which comes as text, in the type the schema wants (an integer, true/false, a list separated
  /// by commas); the text itself where it cannot be converted, so that `check` names what is wrong.
  [[nodiscard]] nlohmann::json converted(const std::string& text) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace opencarnet::contract
