#include "carnet/correction.h"

#include <fmt/format.h>

namespace opencarnet::carnet {
namespace {

std::string marks_text(const std::map<int, std::string>& marks) {
  std::string text;
  for (const auto& [item, mark] : marks) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", item, mark);
  return text;
}

void change(Declaration& declaration, const std::string& field, std::string& value,
            const std::optional<std::string>& wanted) {
  if (!wanted || *wanted == value) return;
  declaration.corrections.push_back({field, value, *wanted});
  value = *wanted;
}

void check(const Correction& correction, const Goods& signed_goods, const Goods& listed, FieldErrors& errors) {
  if (correction.goods) {
    if (correction.goods->empty()) errors.add("/goods", Code::no_goods_chosen);
    if (const auto added = *correction.goods - signed_goods; !added.empty())
      errors.add("/goods", Code::correction_adds_goods, {{"items", to_text(added, listed)}});
  }
  if (!correction.identification_marks) return;
  Goods marked;
  for (const auto& [item, mark] : *correction.identification_marks) marked.add(item, 1);
  check_listed(marked, listed, "/identification_marks", errors);
}

}  // namespace

Result<Declaration> correct(const Declaration& declaration, const Goods& signed_goods, const Goods& listed,
                            const Correction& correction) {
  FieldErrors errors;
  check(correction, signed_goods, listed, errors);
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(verdict.error());
  auto corrected = declaration;
  change(corrected, "mode_of_transport", corrected.mode_of_transport, correction.mode_of_transport);
  change(corrected, "transport_details", corrected.transport_details, correction.transport_details);
  change(corrected, "packaging", corrected.packaging, correction.packaging);
  change(corrected, "remarks", corrected.remarks, correction.remarks);
  if (correction.identification_marks && *correction.identification_marks != corrected.identification_marks) {
    corrected.corrections.push_back({"identification_marks", marks_text(corrected.identification_marks),
                                     marks_text(*correction.identification_marks)});
    corrected.identification_marks = *correction.identification_marks;
  }
  if (correction.goods && *correction.goods != corrected.declared.goods) {
    corrected.corrections.push_back(
        {"goods", to_text(corrected.declared.goods, listed), to_text(*correction.goods, listed)});
    corrected.declared.goods = *correction.goods;
    corrected.declared.processed_abroad = common(corrected.declared.processed_abroad, *correction.goods);
  }
  return corrected;
}

Declaration void_signature(Declaration declaration) {
  declaration.signed_at.reset();
  declaration.corrections.clear();
  declaration.remarks.clear();
  declaration.identification_marks.clear();
  return declaration;
}

Verdict check_scanned(const Declaration& declaration, std::int64_t scanned_signature_no) {
  if (declaration.signed_at && declaration.signature_no == scanned_signature_no) return {};
  return refuse(Code::declaration_replaced, {{"scanned", std::to_string(scanned_signature_no)},
                                             {"newest", declaration.signed_at ? std::to_string(declaration.signature_no)
                                                                              : std::string("not signed yet")}});
}

Verdict check_editable(const History& history, const Declaration& declaration) {
  for (const auto& transaction : history)
    if (counts(transaction) && transaction.declaration_id == declaration.declaration_id &&
        transaction.type == declaration.type)
      return refuse(Code::declaration_is_committed,
                    {{"type", std::string(to_text(transaction.type))}, {"at", to_text(transaction.committed_at)}});
  return {};
}

}  // namespace opencarnet::carnet
