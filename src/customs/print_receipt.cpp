#include "crypto/secrets.h"
#include "customs/carnet_file.h"
#include "customs/receipt_content.h"
#include "customs/transaction_store.h"
#include "customs/use_cases.h"

namespace opencarnet::customs {

Result<Answer> print_receipt(const Dependencies& dependencies, Context& context, const Input& input) {
  const auto stored = find_stored_transaction(context.db(), input.path.at("transaction_id"), context.actor.tenant_id);
  if (!stored) return refuse(Code::not_found);
  const auto& transaction = stored->transaction;
  const auto record = records::find_carnet(context.db(), transaction.carnet_id);
  if (!record) throw std::runtime_error("a transaction without carnet: " + transaction.transaction_id);
  const auto code =
      crypto::unseal(dependencies.sealing_key, "verification_code", stored->sealed_verification_code).value_or("");
  audit(context, "print_receipt", transaction.carnet_id);
  Answer answer;
  answer.bytes = documents::receipt_pdf(receipt_content(context.db(), *record, transaction, code));
  answer.content_type = "application/pdf";
  answer.headers["Content-Disposition"] = "inline; filename=\"receipt-" + transaction.transaction_id + ".pdf\"";
  return answer;
}

}  // namespace opencarnet::customs
