#include "identity/password_policy.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "crypto/secrets.h"
#include "identity/account.h"
#include "identity/common_passwords.h"

namespace opencarnet::identity {

namespace {

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_sign(char c) {  // neither a letter nor part of a character beyond ASCII
  const auto u = static_cast<unsigned char>(c);
  return u < 0x80U && !(c >= 'a' && c <= 'z');
}

/// Digits and signs people put before and after a known word: at most eight, for more would be a secret of its own.
std::string_view without_decoration(std::string_view word) {
  const auto whole = word;
  while (!word.empty() && is_sign(word.back())) word.remove_suffix(1);
  while (!word.empty() && is_sign(word.front())) word.remove_prefix(1);
  return whole.size() - word.size() <= 8 ? word : whole;
}

/// "p@ssw0rd" is read as "password"; blanks and joining signs are dropped.
std::string plain_letters(std::string_view word) {
  static constexpr std::string_view signs = "@430135$7!";
  static constexpr std::string_view letters = "aaeoiessti";
  static_assert(signs.size() == letters.size());
  std::string plain;
  for (const char c : word) {
    if (c == ' ' || c == '-' || c == '_' || c == '.') continue;
    const auto place = signs.find(c);
    plain += place == std::string_view::npos ? c : letters[place];
  }
  return plain;
}

std::string without_joints(std::string_view word) {
  std::string joined;
  std::ranges::copy_if(word, std::back_inserter(joined), [](char c) { return c != ' ' && c != '-' && c != '_'; });
  return joined;
}

/// The shortest text whose repetition, the last time perhaps cut, gives the whole.
std::string_view repeated_part(std::string_view text) {
  for (std::size_t length = 1; length <= text.size() / 2; ++length)
    if (text.substr(length) == text.substr(0, text.size() - length)) return text.substr(0, length);
  return text;
}

bool neighbours(char a, char b) {
  if (a == b || a + 1 == b || a - 1 == b) return true;
  static constexpr std::array<std::string_view, 7> rows{"1234567890",  "qwertyuiop", "asdfghjkl", "zxcvbnm",
                                                        "qwertzuiopu", "azertyuiop", "yxcvbnm"};
  return std::ranges::any_of(rows, [&](std::string_view row) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      if ((row[i] == a && row[i + 1] == b) || (row[i] == b && row[i + 1] == a)) return true;
    return false;
  });
}

/// At most one new start in four characters: 123456789012, qwertyuiopas, aaaabbbbcccc.
bool is_a_row_of_keys(std::string_view text) {
  std::size_t starts = text.empty() ? 0 : 1;
  for (std::size_t i = 1; i < text.size(); ++i)
    if (!neighbours(text[i - 1], text[i])) ++starts;
  return starts * 4 <= text.size();
}

bool is_listed(std::string_view word) { return std::ranges::binary_search(common_passwords, word); }

bool is_common(std::string_view lower) {
  if (is_a_row_of_keys(lower)) return true;
  const auto bare = without_decoration(lower);
  for (const std::string& word : {std::string(lower), plain_letters(lower), without_joints(lower), std::string(bare),
                                  plain_letters(bare), without_joints(bare)}) {
    const auto part = repeated_part(word);
    if (is_listed(word) || is_listed(part) || (part.size() <= 4 && part.size() < word.size())) return true;
  }
  return false;
}

/// Nothing or next to nothing (fewer than 6 bytes) besides the address or the part before its @.
bool is_like_email(std::string_view lower, std::string_view email) {
  for (const auto part : {email, email.substr(0, email.find('@'))}) {
    if (part.size() < 4 || lower.find(part) == std::string_view::npos) continue;
    std::string rest{lower};
    for (auto at = rest.find(part); at != std::string::npos; at = rest.find(part)) rest.erase(at, part.size());
    if (rest.size() < 6) return true;
  }
  return false;
}

}  // namespace

std::string normal_password(std::string_view typed) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  if (U_SUCCESS(status))
    nfkc->normalizeUTF8(0, icu::StringPiece(typed.data(), static_cast<std::int32_t>(typed.size())), sink, nullptr,
                        status);
  if (U_FAILURE(status)) throw std::runtime_error("password could not be normalised");
  return normal;
}

Verdict check_password(std::string_view typed, std::string_view email, const std::string& pointer) {
  const auto lower = lower_case(normal_password(typed));
  FieldErrors errors;
  if (lower.size() > crypto::longest_password)
    errors.add(pointer, Code::password_too_long);
  else if (code_points(lower) < shortest_password)
    errors.add(pointer, Code::password_too_short, {{"minimum", std::to_string(shortest_password)}});
  else if (is_like_email(lower, lower_case(email)))
    errors.add(pointer, Code::password_like_email);
  else if (is_common(lower))
    errors.add(pointer, Code::password_too_common);
  return std::move(errors).verdict();
}

}  // namespace opencarnet::identity
