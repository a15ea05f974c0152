#include "carnet/cancel.h"
#include "carnet/codes.h"
#include "carnet/visibility.h"
#include "crypto/codes.h"
#include "customs/carnet_file.h"
#include "customs/transaction_store.h"
#include "customs/use_cases.h"
#include "platform/guesses.h"
#include "records/declaration_record.h"
#include "records/transaction_json.h"

namespace opencarnet::customs {
namespace {

// V1, X14: what this administration committed; of others in the same territory it learns that only they may.
Result<StoredTransaction> find(Context& context, const std::string& transaction_id) {
  auto stored = find_stored_transaction(context.db(), transaction_id);
  if (stored && stored->administration_id == context.actor.tenant_id) return *std::move(stored);
  const auto desk = reading_desk(context);
  if (!stored || !desk || stored->transaction.territory != desk->territory.code) return refuse(Code::not_found);
  return refuse(Code::only_committing_administration, {{"country", stored->transaction.country}});
}

// X1, X14: the holder's consent. A wrong code stays counted.
Verdict check_code(const Dependencies& dependencies, Context& context, const carnet::Transaction& transaction,
                   const std::string& code) {
  const auto hour = to_text(context.now).substr(0, 13);
  const platform::GuessLimit officer{"cancellation_code:officer:" + context.actor.account_id + ":" + hour, 5, 0};
  const platform::GuessLimit own{"cancellation_code:transaction:" + transaction.transaction_id, 5, 0};
  if (auto verdict = platform::begin_guess(context.db(), {officer, own}, context.now); !verdict) return verdict;
  const auto record = records::find_declaration(context.db(), transaction.declaration_id);
  const bool right =
      record && record->declaration.signature_no == transaction.signature_no &&
      crypto::code_matches(dependencies.code_key, "cancellation_code", code, record->cancellation_code_hash);
  if (right) {
    platform::guess_was_right(context.db(), {own});
    platform::take_back_guess(context.db(), {officer});
    return {};
  }
  audit(context, "cancel_transaction", transaction.carnet_id, "cancellation_code_wrong");
  Refusal refusal{Code::cancellation_code_wrong, {}, {}, true};
  return tl::unexpected(std::move(refusal));
}

// Beside what the kernel says of the transaction: is the code of the right form?
Result<carnet::Cancellation> decide(Context& context, const CarnetFile& file, const carnet::Transaction& transaction,
                                    const std::string& reason, const Result<std::string>& code) {
  auto decided = carnet::decide_cancel(file.carnet(), file.history, transaction.transaction_id, transaction.country,
                                       {context.now, context.actor.display_name, reason});
  if (code || (!decided && decided.error().code != Code::field_errors)) return decided;
  FieldErrors errors;
  errors.add("/cancellation_code", code.error().code, code.error().params);
  if (!decided)
    for (const auto& error : decided.error().errors) errors.add(error.pointer, error.code, error.params);
  return tl::unexpected(std::move(errors).verdict().error());
}

}  // namespace

Result<Answer> cancel_transaction(const Dependencies& dependencies, Context& context, const Input& input) {
  const auto stored = find(context, input.path.at("transaction_id"));
  if (!stored) return tl::unexpected(stored.error());
  const auto carnet_id = stored->transaction.carnet_id;
  records::lock_carnet(context.db(), carnet_id);
  auto file = load_carnet_file(context.db(), carnet_id);
  const auto desk = reading_desk(context, stored->transaction.office_id);
  if (!file || !desk)
    throw std::runtime_error("a transaction without carnet or office: " + input.path.at("transaction_id"));

  auto transaction = stored->transaction;
  const auto code =
      carnet::read_code(carnet::CodeKind::cancellation, input.body.at("cancellation_code").get<std::string>());
  const auto decided = decide(context, *file, transaction, input.body.at("reason").get<std::string>(), code);
  if (!decided) return tl::unexpected(decided.error());
  if (auto verdict = check_code(dependencies, context, transaction, *code); !verdict)
    return tl::unexpected(std::move(verdict.error()));
  if (!insert_cancellation(context.db(), transaction.transaction_id, carnet_id, context.actor.account_id, *decided))
    throw std::runtime_error("cancelled twice: " + transaction.transaction_id);

  transaction.cancelled = *decided;
  for (auto& known : file->history)
    if (known.transaction_id == transaction.transaction_id) known.cancelled = *decided;
  publish(context, *file, *desk, "transaction_cancelled",  // V2: without the reason
          {{"transaction_id", transaction.transaction_id},
           {"declaration_id", transaction.declaration_id},
           {"type", std::string(carnet::to_text(transaction.type))},
           {"office", transaction.office},
           {"goods_ranges", carnet::to_text(transaction.goods, file->listed)},
           {"cancelled_at", to_text(decided->cancelled_at)}},
          true);
  audit(context, "cancel_transaction", carnet_id);
  const auto visible = carnet::visible_history(file->history, desk->territory.code, file->carnet().home_territory, {});
  Answer answer;
  answer.body["transaction"] = records::transaction_answer(transaction, file->carnet().number, file->listed, true);
  put_places(answer, *file, visible);
  return answer;
}

}  // namespace opencarnet::customs
