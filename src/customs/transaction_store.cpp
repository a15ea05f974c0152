#include "customs/transaction_store.h"

#include "customs/queries.h"
#include "records/carnet_record.h"
#include "records/transaction_json.h"

namespace opencarnet::customs {

bool insert_transaction(Session& session, const carnet::Transaction& it, std::int64_t sequence,
                        const std::string& administration_id, const VerificationCode& code) {
  return session.run(sql::insert_transaction, {{"transaction_id", it.transaction_id},
                                               {"carnet_id", it.carnet_id},
                                               {"sequence", sequence},
                                               {"declaration_id", it.declaration_id},
                                               {"signature_no", it.signature_no},
                                               {"type", carnet::to_text(it.type)},
                                               {"administration_id", administration_id},
                                               {"country", it.country},
                                               {"territory", it.territory},
                                               {"office_id", it.office_id},
                                               {"office", it.office},
                                               {"account_id", it.account_id},
                                               {"officer", it.officer},
                                               {"committed_at", to_text(it.committed_at)},
                                               {"acted_on", to_text(it.acted_on)},
                                               {"content", records::content_of(it).dump()},
                                               {"verification_code_hash", code.hash},
                                               {"sealed_verification_code", code.sealed}}) == 1;
}

bool insert_cancellation(Session& session, const std::string& transaction_id, carnet::CarnetId carnet_id,
                         const std::string& account_id, const carnet::Cancellation& it) {
  return session.run(sql::insert_cancellation, {{"transaction_id", transaction_id},
                                                {"carnet_id", carnet_id},
                                                {"account_id", account_id},
                                                {"officer", it.cancelled_by},
                                                {"reason", it.cancelled_reason},
                                                {"cancelled_at", to_text(it.cancelled_at)}}) == 1;
}

std::optional<StoredTransaction> find_stored_transaction(Session& session, const std::string& transaction_id,
                                                         const std::optional<std::string>& administration_id) {
  const auto row = session.one(sql::find_transaction,
                               {{"transaction_id", transaction_id}, {"administration_id", administration_id}});
  if (!row) return {};
  return StoredTransaction{records::transaction_from(*row), row->text("administration_id"),
                           row->text("sealed_verification_code")};
}

std::vector<carnet::Transaction> list_transactions_of(Session& session, const TransactionFilter& filter) {
  std::vector<carnet::Transaction> out;
  for (const auto& row : session.all(sql::list_transactions, {{"administration_id", filter.administration_id},
                                                              {"carnet_id", filter.carnet_id},
                                                              {"office_id", filter.office_id},
                                                              {"type", filter.type},
                                                              {"before_at", filter.before_at},
                                                              {"before_id", filter.before_id},
                                                              {"limit", filter.limit}}))
    out.push_back(records::transaction_from(row));
  return out;
}

}  // namespace opencarnet::customs
