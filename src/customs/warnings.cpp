#include "customs/warnings.h"

#include "carnet/commit.h"
#include "edge/texts.h"

namespace opencarnet::customs {
namespace {

using nlohmann::json;

// What is said to one reader.
class Warnings {
 public:
  explicit Warnings(const std::string& language) : language_(language) {}

  void add(const Refusal& refusal) {
    if (refusal.errors.empty()) add(refusal.code, refusal.params);
    for (const auto& error : refusal.errors) add(error.code, error.params);
  }
  void add(std::string_view code, std::string_view rule, const Params& params) {
    said.push_back(
        {{"code", code}, {"rule", rule}, {"detail", texts_.message(key(code), params, language_)}, {"blocks", false}});
  }
  json said = json::array();

 private:
  static std::string key(std::string_view code) { return fmt::format("warning.{}", code); }
  void add(Code code, const Params& params) {
    said.push_back({{"code", name(code)},
                    {"rule", rule(code)},
                    {"detail", texts_.refusal(code, params, language_).detail},
                    {"blocks", code != Code::paper_evidence_needed}});  // X9: the officer's word lifts it
  }

  const edge::Texts& texts_ = edge::Texts::built_in();
  const std::string& language_;
};

void add_dates(Warnings& warnings, const carnet::Carnet& carnet, Day today) {
  const auto left = (carnet.valid_until - today).count();
  const auto last = to_text(carnet.valid_until);
  if (carnet::is_expired_on(carnet, today))
    warnings.add("carnet_has_expired", "X10", {{"last", last}});
  else if (left <= days_that_are_soon)
    warnings.add("carnet_expires_soon", "C2", {{"last", last}, {"left", std::to_string(left)}});
}

// X6: whether the exportation was recorded is shown, never required.
void add_exportation(Warnings& warnings, const Presented& presented) {
  using enum carnet::TransactionType;
  const auto& declaration = presented.declaration();
  if (declaration.type != importation && declaration.type != transit_open) return;
  const auto& file = presented.file;
  const auto ledger = carnet::fold(file.listed, file.carnet().home_territory, file.history);
  const auto at_home =
      carnet::common(carnet::goods_at(ledger, {carnet::PlaceKind::home, {}}), declaration.declared.goods);
  if (at_home.empty()) return;
  warnings.add(
      "exportation_not_recorded", "X6",
      {{"items", carnet::to_text(at_home, file.listed)}, {"type", std::string(carnet::to_text(declaration.type))}});
}

}  // namespace

Outlook outlook_of(const Presented& presented, const Desk& desk, const std::string& language) {
  Outlook outlook;
  Warnings warnings(language);
  const auto& file = presented.file;
  const auto& declaration = presented.declaration();
  if (auto verdict = check_not_rejected(presented.record); !verdict) warnings.add(verdict.error());

  const auto situation = file.situation(desk);
  const carnet::Stamp stamp{{"preview", "preview"}, desk.office_id, desk.office, {}, {}, {}};
  carnet::OfficerFields fields;
  auto made = carnet::decide_commit(situation, declaration, fields, stamp);
  if (!made) warnings.add(made.error());
  if (!made && made.error().code == Code::paper_evidence_needed) {
    fields.paper_evidence_confirmed = true;  // X9: the other answers once the officer has seen the paper
    made = carnet::decide_commit(situation, declaration, fields, stamp);
    if (!made) warnings.add(made.error());
  }
  if (made) {
    outlook.default_final_date = made->back().final_date;
    if (made->back().late) warnings.add("would_be_late", "X10", {});
  }
  if (presented.state() != carnet::DeclarationState::committed) {
    add_dates(warnings, file.carnet(), desk.today);
    add_exportation(warnings, presented);
  }
  outlook.warnings = std::move(warnings.said);
  return outlook;
}

}  // namespace opencarnet::customs
