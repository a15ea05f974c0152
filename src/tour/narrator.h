// Tells the story on the terminal: chapters, who does what, which rule spoke, where every piece is.
#pragma once
#include <ostream>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace opencarnet::tour {

class Narrator {
 public:
  /// Colours only where `colour` says that somebody looks.
  Narrator(std::ostream& out, bool colour);

  void chapter(std::string_view title, std::string_view why);
  void says(std::string_view who, std::string_view what);
  void result(std::string_view text);
  /// The refusal's rule, code and words, as a person would read them.
  void refusal(const nlohmann::json& problem);
  /// "1-11, 13 at home (CH_LI) · 12 stayed in EU".
  void places(const nlohmann::json& places);
  void plain(std::string_view text);

 private:
  [[nodiscard]] std::string painted(std::string_view colour, std::string_view text) const;
  std::ostream& out_;
  bool colour_;
  int chapter_ = 0;
};

/// "1-4, 7" of ascending item numbers.
[[nodiscard]] std::string as_ranges(const std::vector<int>& items);

}  // namespace opencarnet::tour
