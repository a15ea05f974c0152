#include "program/replay.h"

#include "base/ids.h"
#include "crypto/secrets.h"

namespace opencarnet::bench {
namespace {

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

}  // namespace opencarnet::bench
