#include "carnet/travel.h"

#include <algorithm>
#include <array>

#include "carnet/admission.h"
#include "carnet/allowed_actions.h"

namespace opencarnet::carnet {
namespace {

using enum TransactionType;

// Derives step by step, on a ledger that already has the steps before.
class Journey {
 public:
  Journey(const Carnet& carnet, Ledger ledger, const History& history, const Travel& travel,
          const std::vector<Territory>& territories, Day day)
      : carnet_(carnet),
        ledger_(std::move(ledger)),
        history_(history),
        travel_(travel),
        territories_(territories),
        day_(day) {}

  Result<std::vector<PlannedDeclaration>> derive() {
    home_ = find_territory(territories_, carnet_.home_territory);
    if (auto verdict = find_ends(); !verdict) return tl::unexpected(verdict.error());
    if (auto verdict = check_goods_listed(); !verdict) return tl::unexpected(verdict.error());
    for (const auto part : {&Journey::leave, &Journey::cross, &Journey::arrive})
      if (auto verdict = (this->*part)(); !verdict) return tl::unexpected(verdict.error());
    return std::move(planned_);
  }

 private:
  [[nodiscard]] Result<const Territory*> territory_at(const CountryCode& country) const {
    if (const auto* const found = territory_of(territories_, country)) return found;
    return refuse(Code::country_not_in_directory, {{"country", country}});
  }

  Verdict find_ends() {
    const auto from = territory_at(travel_.from_country), to = territory_at(travel_.to_country);
    if (!from) return tl::unexpected(from.error());
    if (!to) return tl::unexpected(to.error());
    if (!home_) return refuse(Code::country_not_in_directory, {{"country", carnet_.country_of_issue}});
    from_ = *from;
    to_ = *to;
    if (from_->code != to_->code) return {};
    return refuse(Code::no_travel_within_territory,
                  {{"from", travel_.from_country}, {"to", travel_.to_country}, {"territory", from_->code}});
  }

  [[nodiscard]] Verdict check_goods_listed() const {
    FieldErrors errors;
    const auto& declared = travel_.declared;
    check_listed(declared.goods, ledger_.listed, "/goods", errors);
    check_listed(declared.not_re_exported, ledger_.listed, "/not_re_exported", errors);
    check_listed(declared.not_produced, ledger_.listed, "/not_produced", errors);
    check_listed(declared.not_re_imported, ledger_.listed, "/not_re_imported", errors);
    return std::move(errors).verdict();
  }

  // T2: leaving home is an exportation, with the validation first where it is still due; leaving abroad a
  // re-exportation.
  Verdict leave() {
    const auto& declared = travel_.declared;
    if (from_ != home_)
      return step(re_exportation, travel_.from_country, *from_,
                  {declared.goods, declared.not_re_exported, declared.not_produced, {}, {}});
    if (needs_validation())
      if (auto verdict = step(validation, travel_.from_country, *home_, {ledger_.listed, {}, {}, {}, {}}); !verdict)
        return verdict;
    return step(exportation, travel_.from_country, *home_, travelling());
  }

  // T2: each transit territory opens at the first of its countries on the way and closes at the last.
  Verdict cross() {
    for (std::size_t at = 0; at < travel_.transits.size();) {
      const auto entered = territory_at(travel_.transits[at]);
      if (!entered) return tl::unexpected(entered.error());
      if (*entered == home_)
        return refuse(Code::no_transit_at_home, {{"country", travel_.transits[at]}, {"territory", home_->code}});
      auto last = at;
      while (last + 1 < travel_.transits.size() && territory_of(territories_, travel_.transits[last + 1]) == *entered)
        ++last;
      if (auto verdict = step(transit_open, travel_.transits[at], **entered, travelling()); !verdict) return verdict;
      if (auto verdict = step(transit_close, travel_.transits[last], **entered, travelling()); !verdict) return verdict;
      at = last + 1;
    }
    return {};
  }

  Verdict arrive() {
    const auto& declared = travel_.declared;
    if (to_ != home_) return step(importation, travel_.to_country, *to_, travelling());
    return step(re_importation, travel_.to_country, *home_,
                {declared.goods, {}, {}, declared.not_re_imported, declared.processed_abroad});
  }

  [[nodiscard]] bool needs_validation() const {
    const auto& country = carnet_.country_of_issue;
    return !ledger_.validated && !has_effect(history_) && is_digital(*home_, country, day_) &&
           is_digital(*home_, country, carnet_.issued_on);
  }

  [[nodiscard]] DeclaredGoods travelling() const { return {travel_.declared.goods, {}, {}, {}, {}}; }

  // T5: goods that cannot take the step are refused, unless their past may be on paper (X9).
  Verdict step(TransactionType type, const CountryCode& country, const Territory& territory, DeclaredGoods declared) {
    if (declared.all().empty()) return {};
    if (auto verdict = check_admission(carnet_, territory, type); !verdict) return verdict;
    const Situation there{carnet_, history_, *home_, territory, country, day_};
    const auto impossible =
        declared.all() - available_goods(ledger_, type, territory.code) - possibly_on_paper(there, ledger_, type);
    if (!impossible.empty()) return tl::unexpected(goods_refusal(type, impossible, ledger_.listed, territory.code));
    planned_.push_back({type, country, territory.code, std::move(declared), is_digital(territory, country, day_)});
    plan(ledger_, planned_.back(), static_cast<std::int32_t>(history_.size() + planned_.size()), carnet_.valid_until);
    return {};
  }

 public:
  // A planned declaration as the transaction it will become.
  static void plan(Ledger& ledger, const PlannedDeclaration& planned, std::int32_t index, Day final_date) {
    const auto without_action = [](const Goods& goods) {
      return goods.empty() ? std::vector<GoodsWithAction>{} : std::vector<GoodsWithAction>{{goods, {}, {}}};
    };
    Transaction transaction;
    transaction.type = planned.type;
    transaction.country = planned.country;
    transaction.territory = planned.territory;
    transaction.goods = planned.declared.goods;
    transaction.not_re_exported = without_action(planned.declared.not_re_exported);
    transaction.not_produced = without_action(planned.declared.not_produced);
    transaction.not_re_imported = without_action(planned.declared.not_re_imported);
    transaction.final_date = final_date;
    apply(ledger, transaction, index);
  }

 private:
  const Carnet& carnet_;
  Ledger ledger_;
  const History& history_;
  const Travel& travel_;
  const std::vector<Territory>& territories_;
  Day day_;
  const Territory *home_ = nullptr, *from_ = nullptr, *to_ = nullptr;
  std::vector<PlannedDeclaration> planned_;
};

}  // namespace

std::vector<std::string> missing_fields(const Travel& travel) {
  std::vector<std::string> missing;
  if (travel.from_country.empty()) missing.emplace_back("from_country");
  if (travel.to_country.empty()) missing.emplace_back("to_country");
  if (travel.declared.all().empty()) missing.emplace_back("goods");
  return missing;
}

Result<std::vector<PlannedDeclaration>> derive_declarations(const Carnet& carnet, const Ledger& ledger,
                                                            const History& history, const Travel& travel,
                                                            const std::vector<Territory>& territories, Day day) {
  FieldErrors errors;
  for (const auto& field : missing_fields(travel)) errors.add("/" + field, Code::missing_field, {{"field", field}});
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(verdict.error());
  return Journey(carnet, ledger, history, travel, territories, day).derive();
}

Ledger planned_ledger(const Carnet& carnet, const History& history, const std::vector<PlannedDeclaration>& planned) {
  auto ledger = fold(all_goods(carnet.general_list), carnet.home_territory, history);
  auto index = static_cast<std::int32_t>(history.size());
  for (const auto& declaration : planned) Journey::plan(ledger, declaration, index++, carnet.valid_until);
  return ledger;
}

Verdict check_deletable(const History& history, const std::vector<std::string>& declaration_ids) {
  for (const auto& transaction : history)
    if (counts(transaction) &&
        std::find(declaration_ids.begin(), declaration_ids.end(), transaction.declaration_id) != declaration_ids.end())
      return refuse(Code::travel_has_transaction, {{"type", std::string(to_text(transaction.type))}});
  return {};
}

Verdict check_version(std::int64_t yours, std::int64_t newest) {
  if (yours == newest) return {};
  return refuse(Code::newer_version_exists, {{"yours", std::to_string(yours)}, {"newest", std::to_string(newest)}});
}

Verdict check_holder_step(HolderStep step, const HolderProgress& progress) {
  const std::array<bool, 4> done{progress.downloaded, progress.carnet_signed, progress.travel_complete,
                                 progress.declaration_signed};
  constexpr std::array<std::string_view, 5> names{"download", "sign_carnet", "prepare_travel", "sign_declaration",
                                                  "show_code"};
  const auto wanted = static_cast<std::size_t>(step);
  for (std::size_t at = 0; at < wanted; ++at)
    if (!done.at(at))
      return refuse(Code::holder_step_too_early,
                    {{"step", std::string(names.at(wanted))}, {"first", std::string(names.at(at))}});
  return {};
}

}  // namespace opencarnet::carnet
