#include "customs/warnings.h"

#include "carnet/commit.h"
#include "edge/texts.h"

namespace opencarnet::customs {
namespace {

using nlohmann::json;

json warning(std::string_view code, std::string_view rule, const std::string& detail) {
  return {{"code", code}, {"rule", rule}, {"detail", detail}};
}

json warning(Code code, const Params& params) {
  static const edge::Texts texts;
  return warning(name(code), rule(code), texts.refusal(code, params, "en").detail);
}

void add(json& warnings, const Refusal& refusal) {
  if (refusal.errors.empty()) warnings.push_back(warning(refusal.code, refusal.params));
  for (const auto& error : refusal.errors) warnings.push_back(warning(error.code, error.params));
}

void add_dates(json& warnings, const carnet::Carnet& carnet, Day today) {
  const auto left = (carnet.valid_until - today).count();
  const auto last = to_text(carnet.valid_until);
  if (carnet::is_expired_on(carnet, today))
    warnings.push_back(warning("carnet_has_expired", "X10", "The last day of the carnet was " + last + "."));
  else if (left <= days_that_are_soon)
    warnings.push_back(warning("carnet_expires_soon", "C2",
                               fmt::format("The last day of the carnet is {}: {} days from today.", last, left)));
}

// X6: whether the exportation was recorded is shown, never required.
void add_exportation(json& warnings, const Presented& presented) {
  using enum carnet::TransactionType;
  const auto& declaration = presented.declaration();
  if (declaration.type != importation && declaration.type != transit_open) return;
  const auto& file = presented.file;
  const auto ledger = carnet::fold(file.listed, file.carnet().home_territory, file.history);
  const auto at_home =
      carnet::common(carnet::goods_at(ledger, {carnet::PlaceKind::home, {}}), declaration.declared.goods);
  if (at_home.empty()) return;
  warnings.push_back(warning(
      "exportation_not_recorded", "X6",
      fmt::format("The exportation of item No. {} is not recorded. This does not hinder the {}.",
                  carnet::to_text(at_home, file.listed), declaration.type == importation ? "importation" : "transit")));
}

}  // namespace

Outlook outlook_of(const Presented& presented, const Desk& desk) {
  Outlook outlook;
  auto& warnings = outlook.warnings;
  const auto& file = presented.file;
  const auto& declaration = presented.declaration();
  if (auto verdict = check_not_rejected(presented.record); !verdict) add(warnings, verdict.error());

  const auto situation = file.situation(desk);
  const carnet::Stamp stamp{{"preview", "preview"}, desk.office_id, desk.office, {}, {}, {}};
  carnet::OfficerFields fields;
  auto made = carnet::decide_commit(situation, declaration, fields, stamp);
  if (!made) add(warnings, made.error());
  if (!made && made.error().code == Code::paper_evidence_needed) {
    fields.paper_evidence_confirmed = true;  // X9: the other answers once the officer has seen the paper
    made = carnet::decide_commit(situation, declaration, fields, stamp);
  }
  if (made) {
    outlook.default_final_date = made->back().final_date;
    if (made->back().late)
      warnings.push_back(warning("would_be_late", "X10", "It will be marked as late: a final date has passed."));
  }
  if (presented.state() == carnet::DeclarationState::committed) return outlook;
  add_dates(warnings, file.carnet(), desk.today);
  add_exportation(warnings, presented);
  return outlook;
}

}  // namespace opencarnet::customs
