#include <algorithm>

#include "crypto/codes.h"
#include "platform/guesses.h"
#include "records/transaction_json.h"
#include "wallet/codes.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

/// X1: a code guesser is slowed down and then locked out.
std::vector<platform::GuessLimit> limits(const edge::Context& context, const std::string& declaration_id) {
  return {{"verification:" + declaration_id},
          {"verification_account:" + context.actor.account_id + ":" + to_text(context.now).substr(0, 13), 100, 0}};
}

/// The transaction whose code this is; every one is compared, so that time tells nothing.
const carnet::Transaction* find_by_code(const Dependencies& dependencies, edge::Context& context,
                                        const HeldCarnet& held, const std::string& declaration_id,
                                        const std::string& typed) {
  const auto code = normalise_code(typed, verification_code_length);
  std::string transaction_id;
  for (const auto& it : list_verification_hashes(context.db(), declaration_id))
    if (crypto::code_matches(dependencies.keys.hashing, verification_code_purpose, code.value_or(""),
                             it.verification_code_hash) &&
        code)
      transaction_id = it.transaction_id;
  const auto found = std::find_if(held.history.begin(), held.history.end(),
                                  [&](const auto& it) { return it.transaction_id == transaction_id; });
  return found == held.history.end() ? nullptr : &*found;
}

}  // namespace

Result<edge::Answer> verify_transaction(const Dependencies& dependencies, edge::Context& context,
                                        const edge::Input& input) {
  const auto& declaration_id = input.path.at("declaration_id");
  const auto stored = find_stored_declaration(context.db(), declaration_id);
  if (!stored) return refuse(Code::not_found);
  const auto held = read_held(context, stored->declaration.carnet_id);
  if (!held) return tl::unexpected(held.error());

  const auto refused = [&](Refusal refusal) {
    context.audit({operation_name(context), held->subject(), std::string(name(refusal.code)), ""});
    refusal.keep_changes = true;
    return tl::unexpected(std::move(refusal));
  };
  const auto all = limits(context, declaration_id);
  if (auto may = platform::begin_guess(context.db(), all, context.now); !may) return refused(may.error());
  const auto* const transaction =
      find_by_code(dependencies, context, *held, declaration_id, input.body.at("verification_code").get<std::string>());
  if (transaction == nullptr) return refused({Code::verification_code_wrong, {}, {}, false});
  platform::guess_was_right(context.db(), {all.front()});
  record_read(context, *held);
  edge::Answer answer;
  answer.body = {
      {"verified", true},
      {"transaction", records::counterfoil_answer(*transaction, held->record.carnet.number, held->listed())}};
  return answer;
}

}  // namespace opencarnet::wallet
