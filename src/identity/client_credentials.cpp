#include "identity/client_credentials.h"

#include <charconv>

#include "base/utf8.h"
#include "crypto/secrets.h"
#include "identity/account.h"

namespace opencarnet::identity {

namespace {

/// RFC 4648 section 4, with or without padding; both alphabets would be too lenient, so '-' and '_' are refused.
std::optional<std::string> from_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string url{text};
  for (char& c : url) {
    if (c == '-' || c == '_' || c == '=') return std::nullopt;
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  const auto bytes = crypto::from_base64url(url);
  if (!bytes) return std::nullopt;
  return crypto::text_of(*bytes);
}

// Bytes that are no text cannot be a name or a secret of ours, and the database would call them a fault.
bool is_text(std::string_view bytes) { return is_utf8(bytes) && bytes.find('\0') == std::string_view::npos; }

std::optional<std::string> from_form(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      plain += ' ';
    } else if (text[i] == '%') {
      unsigned value = 0;
      const auto digits = text.substr(i + 1, 2);
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      if (digits.size() != 2 || error != std::errc{} || end != digits.data() + 2) return std::nullopt;
      plain += static_cast<char>(value);
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::optional<GivenCredentials> from_header(std::string_view header) {
  constexpr std::string_view scheme = "basic ";
  if (header.size() > 2000 || lower_case(header.substr(0, scheme.size())) != scheme) return std::nullopt;
  header.remove_prefix(scheme.size());
  while (header.starts_with(' ')) header.remove_prefix(1);
  const auto pair = from_base64(header);
  if (!pair) return std::nullopt;
  const auto colon = pair->find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto client_id = from_form(std::string_view(*pair).substr(0, colon));
  const auto client_secret = from_form(std::string_view(*pair).substr(colon + 1));
  if (!client_id || !client_secret || !is_text(*client_id) || !is_text(*client_secret)) return std::nullopt;
  return GivenCredentials{*client_id, *client_secret, true};
}

}  // namespace

Result<std::optional<GivenCredentials>> read_credentials(const std::optional<std::string>& authorization,
                                                         const nlohmann::json& form) {
  if (authorization) {
    auto given = from_header(*authorization);
    if (form.contains("client_secret")) return refuse(Code::credentials_given_twice);
    if (given && form.contains("client_id") && form.at("client_id").get<std::string>() != given->client_id)
      return refuse(Code::credentials_given_twice);
    return given;
  }
  if (!form.contains("client_id") || !form.contains("client_secret")) return std::nullopt;
  return GivenCredentials{form.at("client_id").get<std::string>(), form.at("client_secret").get<std::string>(), false};
}

}  // namespace opencarnet::identity
