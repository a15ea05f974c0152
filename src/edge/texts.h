// The words a reader sees, as ICU messages in the reader's language where a translation exists: refusals, and the
// server's own messages (texts/<language>/server.json: warnings, letters).
#pragma once
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/refusal.h"

namespace opencarnet::edge {

/// An ICU message with its values filled in. Values are text; where the message wants a number (plural, number) they
/// are read as one, so that an identifier is never shown with thousands separators, and where it wants a date, as a day
/// ("2027-01-09"). Digits are Latin in every language, as codes, item numbers and days without a style are. A broken
/// message is returned as it is.
[[nodiscard]] std::string formatted(const std::string& language, std::string_view message, const Params& params);

struct RefusalTexts {
  std::string title, detail, next;
};

class Texts {
 public:
  using ByLanguage = std::map<std::string, nlohmann::json>;

  /// English refusals stand in api/refusals; `refusals` holds by language {"code": {"title", "detail", "next"}},
  /// `messages` by language, English included, {"key": "message"}.
  explicit Texts(ByLanguage refusals = {}, ByLanguage messages = {})
      : refusals_(std::move(refusals)), messages_(std::move(messages)) {}
  /// What this program was built with from texts/.
  [[nodiscard]] static const Texts& built_in();

  /// The best language for an Accept-Language header (RFC 9110 section 12.5.4); where it names none that is spoken
  /// here, `otherwise` (an account's language), else English.
  [[nodiscard]] std::string choose(std::string_view accept_language, std::string_view otherwise = "en") const;
  /// Codes among the values that a message shows as they are ("re_exportation", "sign_carnet") are said in words.
  [[nodiscard]] RefusalTexts refusal(Code code, const Params& params, const std::string& language) const;
  /// A message of server.json, in English where the language has none. A key that stands nowhere is a bug and throws
  /// std::logic_error.
  [[nodiscard]] std::string message(std::string_view key, const Params& params, const std::string& language) const;

 private:
  [[nodiscard]] bool speaks(std::string_view language) const;
  [[nodiscard]] Params in_words(Params params, const std::string& language) const;

  ByLanguage refusals_, messages_;
};

}  // namespace opencarnet::edge
