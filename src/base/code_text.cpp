#include "base/code_text.h"

#include <array>

namespace opencarnet {
namespace {

// UTF-8 of what keyboards, mail programs and PDF readers put between groups.
constexpr std::array<std::string_view, 19> separators{
    " ",      "-",      "\t",     "\n",     "\r",     "_",      "\u00A0", "\u00AD", "\u2009", "\u200B",
    "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u202F", "\u2212", "\uFEFF",
};

std::size_t separator_at(std::string_view text) {
  for (const auto separator : separators) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

char sign_meant(char typed) {
  const char capital = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
  switch (capital) {
    case 'I':
    case 'L':
      return '1';
    case 'O':
      return '0';
    case 'U':
      return 'V';
    default:
      return capital;
  }
}

}  // namespace

std::optional<std::string> normalise_code(std::string_view typed, std::size_t length) {
  std::string code;
  while (!typed.empty()) {
    if (const auto skip = separator_at(typed); skip > 0) {
      typed.remove_prefix(skip);
      continue;
    }
    const char sign = sign_meant(typed.front());
    if (code_alphabet.find(sign) == std::string_view::npos || code.size() == length) return std::nullopt;
    code.push_back(sign);
    typed.remove_prefix(1);
  }
  if (code.size() != length) return std::nullopt;
  return code;
}

std::string grouped_code(std::string_view code) {
  const std::size_t groups = code.size() < 8 ? 1 : code.size() / 4;
  const std::size_t size = code.size() / groups;
  const std::size_t longer = code.size() % groups;  // so many groups at the end have one sign more
  std::string text;
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t take = size + (group >= groups - longer ? 1 : 0);
    if (group > 0) text.push_back('-');
    text.append(code.substr(0, take));
    code.remove_prefix(take);
  }
  return text;
}

}  // namespace opencarnet
