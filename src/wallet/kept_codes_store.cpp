#include "wallet/kept_codes_store.h"

#include "crypto/codes.h"
#include "wallet/codes.h"
#include "wallet/queries.h"

namespace opencarnet::wallet {
namespace {

bool kept_rightly(const CodeKeys& keys, const platform::Row& row, const json& codes) {
  if (!codes.is_object()) return false;
  const auto matches = [&](const char* purpose, const std::string& hash) {
    return crypto::code_matches(keys.hashing, purpose, codes.value(purpose, ""), hash);
  };
  return matches(transaction_code_purpose, row.maybe_text("transaction_code_hash").value_or("")) &&
         matches(cancellation_code_purpose, row.maybe_text("cancellation_code_hash").value_or(""));
}

}  // namespace

std::int64_t prove_kept_codes(platform::Session& session, const CodeKeys& keys, const platform::Found& found) {
  constexpr std::int64_t page = 500;
  std::int64_t seen = 0;
  std::string after;
  for (;;) {
    const auto rows = session.all(sql::list_kept_codes, {{"after", after}, {"limit", page}});
    for (const auto& row : rows) {
      after = row.text("declaration_id");
      ++seen;
      const auto codes = crypto::unseal(keys.sealing, seal_purpose(after), row.text("sealed_codes"));
      if (!codes || !crypto::unseal(keys.sealing, seal_purpose_of_qr(after), row.maybe_text("qr").value_or(""))) {
        found(fmt::format("the codes of declaration {} cannot be opened with this master key", after));
      } else if (!kept_rightly(keys, row, json::parse(*codes, nullptr, false))) {
        found(fmt::format("the codes of declaration {} have other hashes", after));
      }
    }
    if (std::ssize(rows) < page) return seen;
  }
}

}  // namespace opencarnet::wallet
