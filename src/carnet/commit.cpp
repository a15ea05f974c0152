#include "carnet/commit.h"

#include <algorithm>

#include "carnet/admission.h"
#include "carnet/declared_lists.h"

namespace opencarnet::carnet {
namespace {

using enum TransactionType;

std::string text(TransactionType type) { return std::string(to_text(type)); }
bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool has_final_date(TransactionType type) {
  return type == exportation || type == pre_exportation || type == importation || type == transit_open;
}

// Which lots a step closes, if it closes any.
std::optional<LotKind> lots_closed_by(TransactionType type) {
  if (type == re_exportation) return LotKind::importation;
  if (type == transit_close) return LotKind::transit;
  if (type == re_importation) return LotKind::exportation;
  return {};
}

TransactionType type_to_commit(const Declaration& declaration, Step step) {
  return declaration.type == exportation && step == Step::export_ ? pre_exportation : declaration.type;
}

const Transaction* find_counting(const History& history, const Declaration& declaration, TransactionType type) {
  for (const auto& transaction : history)
    if (counts(transaction) && transaction.declaration_id == declaration.declaration_id && transaction.type == type)
      return &transaction;
  return nullptr;
}

// X2, X6, T1, X11: whether this declaration may become a transaction here.
Verdict check_declaration(const Situation& situation, const Declaration& declaration, TransactionType type) {
  if (declaration.carnet_id != situation.carnet.carnet_id)
    return refuse(Code::declaration_of_another_carnet, {{"declared", std::to_string(declaration.carnet_id)},
                                                        {"carnet_id", std::to_string(situation.carnet.carnet_id)}});
  if (declaration.territory != situation.acting.code)
    return refuse(Code::declaration_for_another_territory,
                  {{"declared", declaration.territory}, {"territory", situation.acting.code}});
  if (!declaration.signed_at) return refuse(Code::declaration_not_signed);
  return check_not_committed(situation.history, declaration, type);
}

void check_final_date(const Situation& situation, const OfficerFields& fields, FieldErrors& errors) {
  if (!fields.final_date) return;
  if (*fields.final_date > situation.carnet.valid_until)
    errors.add("/final_date", Code::final_date_after_validity,
               {{"final_date", to_text(*fields.final_date)}, {"valid_until", to_text(situation.carnet.valid_until)}});
  else if (*fields.final_date < situation.day)
    errors.add("/final_date", Code::final_date_in_the_past,
               {{"final_date", to_text(*fields.final_date)}, {"day", to_text(situation.day)}});
}

// X4–X8: fields stand only on the transactions that have them.
void check_fields(const Situation& situation, TransactionType type, const OfficerFields& fields, FieldErrors& errors) {
  const auto belongs = [&](bool right, bool given, const std::string& field) {
    if (given && !right) errors.add("/" + field, Code::field_does_not_belong, {{"field", field}, {"type", text(type)}});
  };
  const bool exporting = type == exportation || type == pre_exportation;
  belongs(exporting, fields.step != Step::commit, "step");
  belongs(has_final_date(type), fields.final_date.has_value(), "final_date");
  belongs(type == importation, !fields.place_of_use.empty(), "place_of_use");
  belongs(type == transit_open, !fields.seals.empty(), "seals");
  belongs(type == transit_close, fields.seals_intact.has_value(), "seals_intact");
  belongs(lots_closed_by(type).has_value(), fields.closes.has_value(), "closes");
  if (has_final_date(type)) check_final_date(situation, fields, errors);
}

// X3–X9, X17: whether these goods can take this step; answers with those whose earlier leg was confirmed on paper.
Result<Goods> check_goods(const Situation& situation, const Ledger& ledger, TransactionType type, const Offer& offer,
                          const Goods& all, bool paper_confirmed) {
  const auto& listed = ledger.listed;
  const auto& here = situation.acting.code;
  if (all.empty()) return refuse(Code::no_goods_chosen);
  if (type == validation && all != listed)
    return refuse(Code::validation_is_of_whole_list, {{"items", to_text(listed - all, listed)}});
  const auto missing = all - offer.goods;
  if (const auto impossible = missing - offer.on_paper; !impossible.empty())
    return tl::unexpected(goods_refusal(type, impossible, listed, here));
  if (offer.validation_on_paper && !paper_confirmed)
    return refuse(Code::paper_evidence_needed, {{"missing", "validation"}, {"items", to_text(all, listed)}});
  if (!missing.empty() && !paper_confirmed)
    return refuse(Code::paper_evidence_needed, {{"missing", "an earlier step"}, {"items", to_text(missing, listed)}});
  if (type == importation && situation.acting.refuses_split_importation)
    if (const auto behind = left_behind(ledger, all, here); !behind.empty())
      return refuse(Code::split_importation_refused, {{"territory", here}, {"items", to_text(behind, listed)}});
  return missing;
}

// X17: such a territory commits what was declared or nothing; an officer's smaller list would split it too.
Verdict check_uncorrected(const Situation& situation, const Declaration& declaration, TransactionType type) {
  if (type != importation || !situation.acting.refuses_split_importation) return {};
  for (const auto& change : declaration.corrections)
    if (change.field == "goods")
      return refuse(Code::split_importation_refused, {{"territory", situation.acting.code}, {"items", change.before}});
  return {};
}

// R1: a named importation or transit must hold these goods open; without a name the oldest open ones are closed.
Verdict check_named(const Ledger& ledger, const TerritoryCode& territory, TransactionType type, const Goods& goods,
                    const std::optional<std::string>& closes) {
  const auto kind = lots_closed_by(type);
  if (!closes || !kind) return {};
  const auto not_open = goods - open_of(ledger, territory, *kind, *closes);
  if (not_open.empty()) return {};
  return refuse(Code::named_transaction_not_open,
                {{"transaction", *closes}, {"items", to_text(not_open, ledger.listed)}, {"territory", territory}});
}

Transaction blank_transaction(const Situation& situation, const Declaration& declaration, const OfficerFields& fields,
                              const Stamp& stamp) {
  Transaction made;
  made.carnet_id = situation.carnet.carnet_id;
  made.declaration_id = declaration.declaration_id;
  made.signature_no = declaration.signature_no;
  made.country = situation.country;
  made.territory = situation.acting.code;
  made.office_id = stamp.office_id;
  made.office = stamp.office;
  made.account_id = stamp.account_id;
  made.officer = stamp.officer;
  made.acted_on = situation.day;
  made.committed_at = stamp.committed_at;
  made.goods_examined = fields.goods_examined;
  made.customs_reference = fields.customs_reference;
  made.remarks = fields.remarks.empty() ? declaration.remarks : fields.remarks;
  made.place = declaration.place;
  made.mode_of_transport = declaration.mode_of_transport;
  made.transport_details = declaration.transport_details;
  made.packaging = declaration.packaging;
  made.comment = declaration.comment;
  made.supporting_documents = declaration.supporting_documents;
  made.identification_marks = declaration.identification_marks;
  made.corrections = declaration.corrections;
  return made;
}

// X4, X6, X8: left blank, the final date is the carnet's last day; an Exit keeps the one its Export was given.
std::optional<Day> final_date_of(const Situation& situation, const Declaration& declaration, TransactionType type,
                                 const OfficerFields& fields) {
  if (!has_final_date(type)) return {};
  if (fields.final_date) return fields.final_date;
  if (const auto* const before = find_counting(situation.history, declaration, pre_exportation);
      type == exportation && before && before->final_date)
    return before->final_date;
  return situation.carnet.valid_until;
}

bool is_late(const Situation& situation, const Ledger& ledger, const Transaction& made) {
  if (is_expired_on(situation.carnet, situation.day)) return true;
  auto after = ledger;
  apply(after, made, static_cast<std::int32_t>(situation.history.size()));
  const auto account = after.accounts.find(made.territory);
  if (account == after.accounts.end()) return false;
  for (const auto& line : all_goods(made).lines())
    if (const auto lots = account->second.find(line.item); lots != account->second.end())
      for (const auto& lot : lots->second)
        for (const auto& closing : lot.closings)
          if (closing.transaction_id == made.transaction_id && closing.late) return true;
  return false;
}

// Everything is decided: writes it down. X5: Exit first records the export formality of what does not have it yet.
std::vector<Transaction> record(const Situation& situation, const Ledger& ledger, const Declaration& declaration,
                                TransactionType type, const OfficerFields& fields, const Stamp& stamp,
                                const Offer& offer, SettledLists lists, const Goods& on_paper) {
  auto made = blank_transaction(situation, declaration, fields, stamp);
  made.type = type;
  made.transaction_id = stamp.transaction_ids[0];
  if (lots_closed_by(type)) made.closes = fields.closes ? fields.closes : declaration.closes;
  made.final_date = final_date_of(situation, declaration, type, fields);
  if (type == importation) made.place_of_use = fields.place_of_use.empty() ? declaration.place : fields.place_of_use;
  made.seals = fields.seals;
  made.seals_intact = fields.seals_intact;
  made.corrections.insert(made.corrections.end(), lists.changes.begin(), lists.changes.end());
  made.paper_evidence_confirmed = fields.paper_evidence_confirmed && (offer.validation_on_paper || !on_paper.empty());
  made.on_paper = on_paper;
  made.goods = std::move(lists.goods);
  made.not_re_exported = std::move(lists.not_re_exported);
  made.not_produced = std::move(lists.not_produced);
  made.not_re_imported = std::move(lists.not_re_imported);
  made.processed_abroad = std::move(lists.processed_abroad);
  made.late = lots_closed_by(type) && is_late(situation, ledger, made);

  std::vector<Transaction> transactions;
  const auto formality = common(made.goods, available_goods(ledger, pre_exportation, situation.acting.code));
  if (type == exportation && situation.acting.two_step_export && !formality.empty()) {
    auto before = made;
    before.type = pre_exportation;
    before.goods = formality;
    before.on_paper = {};
    transactions.push_back(std::move(before));
    made.transaction_id = stamp.transaction_ids[1];
  }
  transactions.push_back(std::move(made));
  return transactions;
}

}  // namespace

Verdict check_not_committed(const History& history, const Declaration& declaration, TransactionType type) {
  if (const auto* const done = find_counting(history, declaration, type))
    return refuse(
        Code::declaration_already_committed,
        {{"by", done->officer + ", " + done->office}, {"type", text(type)}, {"at", to_text(done->committed_at)}});
  if (type == pre_exportation && find_counting(history, declaration, exportation))
    return check_not_committed(history, declaration, exportation);
  for (const auto& transaction : history)
    if (!counts(transaction) && transaction.declaration_id == declaration.declaration_id && transaction.type == type &&
        transaction.signature_no == declaration.signature_no)
      return refuse(Code::declaration_must_be_signed_again, {{"at", to_text(transaction.cancelled->cancelled_at)}});
  return {};
}

Result<std::vector<Transaction>> decide_commit(const Situation& situation, const Declaration& declaration,
                                               const OfficerFields& fields, const Stamp& stamp) {
  const auto& carnet = situation.carnet;
  const auto type = type_to_commit(declaration, fields.step);
  const auto ledger = fold(all_goods(carnet.general_list), carnet.home_territory, situation.history);
  if (auto verdict = check_declaration(situation, declaration, type); !verdict) return tl::unexpected(verdict.error());
  const auto offer = offer_of(situation, ledger, type);
  if (!offer) return tl::unexpected(offer.error());

  FieldErrors errors;
  auto lists = settle_lists(declaration, fields, ledger.listed, errors);
  check_fields(situation, type, fields, errors);
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(verdict.error());
  if (auto verdict = check_uncorrected(situation, declaration, type); !verdict) return tl::unexpected(verdict.error());
  const auto on_paper = check_goods(situation, ledger, type, *offer, lists.all(), fields.paper_evidence_confirmed);
  if (!on_paper) return tl::unexpected(on_paper.error());
  const auto closes = fields.closes ? fields.closes : declaration.closes;
  if (auto verdict = check_named(ledger, situation.acting.code, type, lists.all() - *on_paper, closes); !verdict)
    return tl::unexpected(verdict.error());

  return record(situation, ledger, declaration, type, fields, stamp, *offer, std::move(lists), *on_paper);
}

std::vector<Step> steps_of(const Territory& acting, const History& history, const Declaration& declaration) {
  if (declaration.type != exportation || !acting.two_step_export) return {Step::commit};
  if (find_counting(history, declaration, pre_exportation)) return {Step::exit};
  return {Step::export_, Step::exit};
}

Verdict decide_reject(const History& history, const Declaration& declaration, std::string_view reason) {
  if (auto verdict = check_not_committed(history, declaration, declaration.type); !verdict) return verdict;
  if (!is_blank(reason)) return {};
  FieldErrors errors;
  errors.add("/reason", Code::reason_missing);
  return std::move(errors).verdict();
}

}  // namespace opencarnet::carnet
