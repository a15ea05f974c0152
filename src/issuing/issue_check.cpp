#include "issuing/issue_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include <fmt/format.h>

#include "carnet/admission.h"
#include "records/carnet_json.h"

namespace opencarnet::issuing {
namespace {

// Of one place the first error is told: what follows from it would only confuse.
class Findings {
 public:
  void add(const std::string& pointer, Code code, Params params = {}) {
    if (is_told(pointer)) return;
    places_.insert(pointer);
    errors_.push_back({pointer, code, std::move(params)});
  }
  void add(const Verdict& verdict) {
    if (verdict) return;
    for (const auto& error : verdict.error().errors) add(error.pointer, error.code, error.params);
  }
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  [[nodiscard]] std::vector<FieldError> in_order() &&;

 private:
  // There, or at something that holds it.
  [[nodiscard]] bool is_told(const std::string& pointer) const {
    for (auto end = pointer.size(); end != std::string::npos && end > 0; end = pointer.rfind('/', end - 1))
      if (places_.contains(pointer.substr(0, end))) return true;
    return false;
  }
  std::vector<FieldError> errors_;
  std::unordered_set<std::string> places_;
};

// Where a pointer stands in the contract's DraftContent: its field, then its index.
std::pair<std::size_t, int> place_of(const std::string& pointer) {
  static constexpr std::array<std::string_view, 11> fields{
      "number",          "type",        "valid_until", "currency",     "intended_use", "holder",
      "representatives", "territories", "sets",        "general_list", "remarks"};
  const auto end = std::min(pointer.find('/', 1), pointer.size());
  const auto field = std::string_view(pointer).substr(1, end - 1);
  const auto rank = static_cast<std::size_t>(std::find(fields.begin(), fields.end(), field) - fields.begin());
  int index = -1;
  if (end < pointer.size()) std::from_chars(pointer.data() + end + 1, pointer.data() + pointer.size(), index);
  return {rank, index};
}

std::vector<FieldError> Findings::in_order() && {
  std::stable_sort(errors_.begin(), errors_.end(),
                   [](const auto& a, const auto& b) { return place_of(a.pointer) < place_of(b.pointer); });
  return std::move(errors_);
}

void check_missing(const json& content, Findings& findings) {
  for (const auto* field : {"number", "valid_until", "currency", "intended_use", "holder", "territories", "sets"})
    if (!content.contains(field)) findings.add(std::string("/") + field, Code::missing_field, {{"field", field}});
}

// C1: a number begins with the country it is issued in, so that no association takes another's numbers.
void check_number(const carnet::Carnet& carnet, const IssueFacts& facts, Findings& findings) {
  if (!carnet.number.starts_with(facts.country))
    findings.add("/number", Code::number_of_another_country, {{"number", carnet.number}, {"country", facts.country}});
  if (facts.number_taken) findings.add("/number", Code::carnet_number_taken, {{"number", carnet.number}});
}

// C5: Box P names territories abroad that take part, each once, and that take this type and use.
void check_territories(const carnet::Carnet& carnet, const IssueFacts& facts, Findings& findings) {
  for (std::size_t at = 0; at < carnet.territories.size(); ++at) {
    const auto& code = carnet.territories[at];
    const auto pointer = fmt::format("/territories/{}", at);
    const auto first =
        std::find(carnet.territories.begin(), carnet.territories.end(), code) - carnet.territories.begin();
    const auto* territory = carnet::find_territory(facts.territories, code);
    if (static_cast<std::size_t>(first) < at) {
      findings.add(pointer, Code::repeated_entry, {{"first", std::to_string(first)}});
    } else if (code == facts.home) {
      findings.add(pointer, Code::home_territory_listed, {{"territory", code}});
    } else if (territory == nullptr) {
      findings.add(pointer, Code::territory_not_in_directory, {{"territory", code}});
    } else {
      // Of a use that nobody knows it is not told where it is not accepted.
      const auto step = facts.use_known ? carnet::TransactionType::importation : carnet::TransactionType::transit_open;
      if (const auto verdict = carnet::check_admission(carnet, *territory, step); !verdict)
        findings.add(pointer, verdict.error().code, verdict.error().params);
    }
  }
}

// C6: goods leave home with one pair at least, and enter or cross another territory with another.
void check_sets(const carnet::Sets& sets, Findings& findings) {
  if (sets.exportation_re_importation == 0)
    findings.add("/sets/exportation_re_importation", Code::set_missing, {{"kind", "exportation and re-importation"}});
  if (sets.importation_re_exportation == 0 && sets.transit == 0)
    findings.add("/sets/importation_re_exportation", Code::set_missing,
                 {{"kind", "importation and re-exportation, or transit"}});
}

}  // namespace

Checked check_issue(const Draft& draft, const IssueFacts& facts) {
  Findings findings;
  check_missing(draft.content, findings);
  FieldErrors unreadable;
  auto carnet = records::carnet_from(draft.content, draft.general_list, unreadable);
  findings.add(std::move(unreadable).verdict());
  carnet.carnet_id = facts.carnet_id;
  carnet.country_of_issue = facts.country;
  carnet.home_territory = facts.home;
  carnet.issued_on = facts.today;
  findings.add(carnet::check_carnet(carnet));
  check_number(carnet, facts, findings);
  if (!facts.use_known) findings.add("/intended_use", Code::intended_use_unknown, {{"use", carnet.intended_use}});
  check_territories(carnet, facts, findings);
  check_sets(carnet.sets, findings);

  Checked checked;
  checked.errors = std::move(findings).in_order();
  const bool summable = std::none_of(checked.errors.begin(), checked.errors.end(), [](const auto& error) {
    return error.pointer == "/currency" || error.pointer.starts_with("/general_list");
  });
  if (summable) {
    auto sums = carnet::totals(carnet.general_list, carnet.currency);
    if (sums)
      checked.totals = std::move(*sums);
    else
      checked.errors.push_back({"/general_list", sums.error().code, sums.error().params});
  }
  checked.carnet = std::move(carnet);
  return checked;
}

}  // namespace opencarnet::issuing
