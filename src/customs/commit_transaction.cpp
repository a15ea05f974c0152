#include "base/ids.h"
#include "carnet/visibility.h"
#include "crypto/codes.h"
#include "customs/officer_fields.h"
#include "customs/presented.h"
#include "customs/receipt_content.h"
#include "customs/transaction_store.h"
#include "customs/use_cases.h"
#include "records/carnet_json.h"
#include "records/transaction_json.h"

namespace opencarnet::customs {
namespace {

using nlohmann::json;
using Transactions = std::vector<carnet::Transaction>;

// The kernel's decision. Wrong fields of the request and of the rules are told together.
Result<Transactions> decide(const Context& context, const Presented& presented, const Desk& desk, const json& body) {
  FieldErrors errors;
  auto declaration = presented.declaration();
  const auto fields = read_officer_fields(body, presented.file.listed, declaration, errors);
  const carnet::Stamp stamp{{new_id(context.now), new_id(context.now)},
                            desk.office_id,
                            desk.office,
                            context.actor.account_id,
                            context.actor.display_name,
                            context.now};
  auto made = carnet::decide_commit(presented.file.situation(desk), declaration, fields, stamp);
  if (errors.empty()) return made;
  if (!made && made.error().code != Code::field_errors && made.error().code != Code::no_goods_chosen) return made;
  if (!made)
    for (const auto& error : made.error().errors) errors.add(error.pointer, error.code, error.params);
  return tl::unexpected(std::move(errors).verdict().error());
}

std::string store(const Dependencies& dependencies, Context& context, Presented& presented, const Transactions& made) {
  auto code = crypto::new_verification_code();
  const VerificationCode kept{crypto::code_hash(dependencies.code_key, "verification_code", code),
                              crypto::seal(dependencies.sealing_key, "verification_code", code)};
  auto& history = presented.file.history;
  for (const auto& transaction : made) {
    // The carnet is held, so only a broken lock could let somebody else win here; then nothing of ours may stay (X11).
    if (!insert_transaction(context.db(), transaction, static_cast<std::int64_t>(history.size()) + 1,
                            context.actor.tenant_id, kept))
      throw std::runtime_error("two transactions of one declaration: " + transaction.declaration_id);
    history.push_back(transaction);
  }
  return code;
}

void announce(Context& context, const Presented& presented, const Desk& desk, const Transactions& made) {
  json transactions = json::array();
  for (const auto& transaction : made) {
    json line = {{"transaction_id", transaction.transaction_id},
                 {"type", std::string(carnet::to_text(transaction.type))},
                 {"goods_ranges", carnet::to_text(transaction.goods, presented.file.listed)},
                 {"late", transaction.late}};
    if (transaction.final_date) line["final_date"] = to_text(*transaction.final_date);
    transactions.push_back(std::move(line));
  }
  json payload = transactions.back();
  payload["declaration_id"] = presented.declaration().declaration_id;
  payload["office"] = desk.office;
  payload["committed_at"] = to_text(context.now);
  payload["transactions"] = std::move(transactions);
  publish(context, presented.file, desk, "transaction_committed", std::move(payload), true);
}

Answer answer_of(const Presented& presented, const Desk& desk, const Transactions& made, const std::string& code) {
  const auto& file = presented.file;
  Answer answer;
  answer.status = 201;
  answer.body["transactions"] = json::array();
  for (const auto& transaction : made)
    answer.body["transactions"].push_back(
        records::transaction_answer(transaction, file.carnet().number, file.listed, true));
  answer.body["verification_code"] = code;
  answer.body["verification_qr"] = verification_qr(made.back().transaction_id, code);
  put_places(answer, file,
             carnet::visible_history(file.history, desk.territory.code, file.carnet().home_territory, {}));
  return answer;
}

}  // namespace

Result<Answer> commit_transaction(const Dependencies& dependencies, Context& context, const Input& input) {
  auto presented = lock_presented(context, input.path.at("declaration_id"));
  if (!presented) return tl::unexpected(presented.error());
  const auto desk = desk_for(context, input.body, *presented);
  if (!desk) return tl::unexpected(desk.error());
  if (!input.if_match.empty())
    if (auto verdict = input.made_to(presented->version()); !verdict) return tl::unexpected(std::move(verdict.error()));
  if (auto verdict = check_not_rejected(presented->record); !verdict) return tl::unexpected(std::move(verdict.error()));

  const auto made = decide(context, *presented, *desk, input.body);
  if (!made) return tl::unexpected(made.error());
  const auto code = store(dependencies, context, *presented, *made);
  announce(context, *presented, *desk, *made);
  audit(context, "commit_transaction", presented->file.carnet().carnet_id);
  return answer_of(*presented, *desk, *made, code);
}

}  // namespace opencarnet::customs
