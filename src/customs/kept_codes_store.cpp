#include "customs/kept_codes_store.h"

#include <fmt/format.h>

#include "crypto/codes.h"
#include "customs/queries.h"
#include "platform/each_row.h"

namespace opencarnet::customs {

std::int64_t prove_kept_codes(platform::Session& session, const crypto::Bytes& code_key,
                              const crypto::Bytes& sealing_key, const platform::Found& found) {
  const auto prove = [&](const platform::Row& row) {
    const auto& name = row.text("transaction_id");
    const auto code = crypto::unseal(sealing_key, "verification_code", row.text("sealed_verification_code"));
    if (!code) {
      found(fmt::format("the verification code of transaction {} cannot be opened with this master key", name));
    } else if (!crypto::code_matches(code_key, "verification_code", *code, row.text("verification_code_hash"))) {
      found(fmt::format("the verification code of transaction {} has another hash", name));
    }
  };
  return platform::each_row(session, sql::list_kept_codes, "transaction_id", std::string{}, prove);
}

}  // namespace opencarnet::customs
