#include "wallet/kept_codes_store.h"

#include "crypto/codes.h"
#include "platform/each_row.h"
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
  const auto prove = [&](const platform::Row& row) {
    const auto& name = row.text("declaration_id");
    const auto codes = crypto::unseal(keys.sealing, seal_purpose(name), row.text("sealed_codes"));
    if (!codes || !crypto::unseal(keys.sealing, seal_purpose_of_qr(name), row.maybe_text("qr").value_or(""))) {
      found(fmt::format("the codes of declaration {} cannot be opened with this master key", name));
    } else if (!kept_rightly(keys, row, json::parse(*codes, nullptr, false))) {
      found(fmt::format("the codes of declaration {} have other hashes", name));
    }
  };
  return platform::each_row(session, sql::list_kept_codes, "declaration_id", std::string{}, prove);
}

}  // namespace opencarnet::wallet
