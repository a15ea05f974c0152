// The start page's words in the reader's language, ready to stand in HTML.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace opencarnet::pages {

[[nodiscard]] std::string escaped(std::string_view text);
/// Runs left to right in every language: addresses, numbers, codes, passwords.
[[nodiscard]] std::string as_code(std::string_view text);

class Words {
 public:
  /// A language that is not spoken here is a bug.
  explicit Words(std::string language);
  /// The language for this Accept-Language header and this query ("lang=fr" wins).
  [[nodiscard]] static std::string choose(std::string_view accept_language, std::string_view query);

  [[nodiscard]] const std::string& language() const { return language_; }
  [[nodiscard]] std::string_view direction() const { return language_ == "ar" ? "rtl" : "ltr"; }
  /// The message of texts/<language>/start.json or shared.json, escaped; `values` are HTML and stand in it as they are.
  /// A key that stands nowhere is a bug.
  [[nodiscard]] std::string say(std::string_view key, const std::map<std::string, std::string>& values = {}) const;
  /// The same for names that come as data ("role.officer"); those without a text are shown as they are.
  [[nodiscard]] std::string name_of(std::string_view kind, const std::string& code) const;

 private:
  std::string language_;
  const nlohmann::json& messages_;
};

inline constexpr std::array<std::pair<std::string_view, std::string_view>, 3> languages{
    {{"en", "English"}, {"fr", "Français"}, {"ar", "العربية"}}};

}  // namespace opencarnet::pages
