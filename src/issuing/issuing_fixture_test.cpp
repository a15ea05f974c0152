#include "issuing/issuing_fixture.h"

#include <fmt/format.h>

namespace opencarnet::issuing {

void IssuingFixture::committed(carnet::CarnetId carnet_id, int sequence, const std::string& type, const std::string& at,
                               const json& more) {
  json content{{"goods", {{{"item", 1}, {"pieces", 2}}, {{"item", 2}, {"pieces", 1}}}},
               {"customs_reference", "REF-1"},
               {"remarks", "seen"}};
  content.update(more);
  const auto id = fmt::format("{:014}{:06}", carnet_id, sequence);
  sql(fmt::format(
      "INSERT INTO transactions (transaction_id, carnet_id, sequence, declaration_id, signature_no, type, "
      "administration_id, country, territory, office_id, office, account_id, officer, committed_at, acted_on, "
      "content, verification_code_hash, sealed_verification_code) VALUES ('{0}', {1}, {2}, '{0}', 1, '{3}', "
      "'customs-ch', "
      "'CH', 'CH_LI', 'office00000000000001', 'Zürich Flughafen', 'account0000000000001', 'B-17', '{4}', "
      "'2026-02-01', '{5}', 'h', 's')",
      id, carnet_id, sequence, type, at, content.dump()));
}

}  // namespace opencarnet::issuing
