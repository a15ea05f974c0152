// The words a reader sees: refusal texts as ICU messages, in the reader's language where a translation exists.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/refusal.h"

namespace opencarnet::edge {

/// An ICU message with its values filled in. Values are text; where the message wants a number (plural, number) they
/// are read as one, so that an identifier is never shown with thousands separators. A broken message is returned as it
/// is.
[[nodiscard]] std::string formatted(const std::string& language, std::string_view message, const Params& params);

struct RefusalTexts {
  std::string title, detail, next;
};

class Texts {
 public:
  /// English stands in api/refusals; `translations` holds by language {"code": {"title", "detail", "next"}}.
  explicit Texts(std::map<std::string, nlohmann::json> translations = {}) : translations_(std::move(translations)) {}

  /// The best language for an Accept-Language header (RFC 9110 section 12.5.4); English where none fits.
  [[nodiscard]] std::string choose(std::string_view accept_language) const;
  [[nodiscard]] RefusalTexts refusal(Code code, const Params& params, const std::string& language) const;

 private:
  std::map<std::string, nlohmann::json> translations_;
};

}  // namespace opencarnet::edge
