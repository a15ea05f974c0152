#include "customs/kept_codes_store.h"

#include <fmt/format.h>

#include "crypto/codes.h"
#include "customs/queries.h"

namespace opencarnet::customs {

std::int64_t prove_kept_codes(platform::Session& session, const crypto::Bytes& code_key,
                              const crypto::Bytes& sealing_key, const platform::Found& found) {
  constexpr std::int64_t page = 500;
  std::int64_t seen = 0;
  std::string after;
  for (;;) {
    const auto rows = session.all(sql::list_kept_codes, {{"after", after}, {"limit", page}});
    for (const auto& row : rows) {
      after = row.text("transaction_id");
      ++seen;
      const auto code = crypto::unseal(sealing_key, "verification_code", row.text("sealed_verification_code"));
      if (!code) {
        found(fmt::format("the verification code of transaction {} cannot be opened with this master key", after));
      } else if (!crypto::code_matches(code_key, "verification_code", *code, row.text("verification_code_hash"))) {
        found(fmt::format("the verification code of transaction {} has another hash", after));
      }
    }
    if (std::ssize(rows) < page) return seen;
  }
}

}  // namespace opencarnet::customs
