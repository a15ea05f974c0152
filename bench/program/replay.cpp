#include "program/replay.h"

#include <algorithm>
#include <cctype>

#include "base/ids.h"
#include "crypto/secrets.h"

namespace opencarnet::bench {
namespace {

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string fresh(std::size_t length) {
  if (length == 20) return new_id();
  std::string digits;
  for (const auto byte : crypto::random_bytes(length)) digits += "0123456789abcdef"[byte & 15U];
  return digits;
}

}  // namespace

Fill::Fill(const Crossing& crossing, const Counter& counter, std::int64_t sequence,
           const std::vector<std::size_t>& fresh_lengths)
    : values_{crossing.declaration_id,
              crossing.carnet_id,
              crossing.number,
              crossing.transaction_code,
              crossing.transaction_code_hash,
              counter.token_hash,
              counter.account_id,
              counter.session_id,
              counter.office_id,
              std::to_string(sequence)} {
  for (const auto length : fresh_lengths) values_.push_back(fresh(length));
}

void Fill::append(std::size_t place, std::string& out) const { out += values_.at(place); }

std::unique_ptr<BareClient> BareClient::open(const std::string& url, const Recording& recording) {
  const std::string sqlite = "sqlite:";
  if (url.starts_with(sqlite)) return open_bare_sqlite(url.substr(sqlite.size()), recording);
  return open_bare_postgres(url, recording);
}

std::string numbered(const RecordedStatement& statement) {
  std::string out;
  const auto& text = statement.text;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\'' || text[at] == '"') {
      const auto end = std::min(text.find(text[at], at + 1), text.size() - 1) + 1;
      out += text.substr(at, end - at);
      at = end;
    } else if (text[at] == ':' && at + 1 < text.size() && in_name(text[at + 1])) {
      auto end = at + 1;
      while (end < text.size() && in_name(text[end])) ++end;
      const auto name = text.substr(at + 1, end - at - 1);
      const auto found = std::find(statement.parameters.begin(), statement.parameters.end(), name);
      out += fmt::format("${}", found - statement.parameters.begin() + 1);
      at = end;
    } else {
      const std::size_t width = text.compare(at, 2, "::") == 0 ? 2 : 1;
      out += text.substr(at, width);
      at += width;
    }
  }
  return out;
}

}  // namespace opencarnet::bench
