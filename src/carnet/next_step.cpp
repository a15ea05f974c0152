#include "carnet/next_step.h"

#include <algorithm>
#include <array>

#include "carnet/ledger.h"
#include "carnet/travel.h"

namespace opencarnet::carnet {
namespace {

using enum TransactionType;

constexpr std::array<std::string_view, 10> kind_names{
    "nothing_possible",          "sign_carnet",   "rejected_declaration", "show_declaration", "sign_declaration",
    "expired_with_goods_abroad", "finish_travel", "prepare_return",       "prepare_travel",   "all_home"};

bool leads_home(TransactionType type) {
  return type == re_exportation || type == re_importation || type == transit_close;
}

bool is_abroad(const PlaceLine& line) {
  return line.place.kind != PlaceKind::home && line.place.kind != PlaceKind::stayed;
}

// Whether anything ever left home; validation alone moves nothing.
bool has_travelled(const History& history) {
  return std::any_of(history.begin(), history.end(), [](const Transaction& it) {
    return counts(it) && it.type != validation && it.type != pre_exportation;
  });
}

class Decision {
 public:
  Decision(const Carnet& carnet, const History& history, const std::vector<SavedTravel>& travels, Day day)
      : carnet_(carnet), history_(history), travels_(travels), expired_(is_expired_on(carnet, day)) {
    for (auto& line : places(fold(all_goods(carnet.general_list), carnet.home_territory, history)))
      if (is_abroad(line)) abroad_.push_back(std::move(line));
  }

  NextStep decide(bool carnet_signed) {
    const bool alive = carnet_.standing == Standing::issued || carnet_.standing == Standing::replaced;
    if (!alive) return step(NextStepKind::nothing_possible);
    // X10, C10: expired or replaced, a carnet only brings goods back.
    only_home_ = expired_ || carnet_.standing == Standing::replaced;
    if (only_home_ && abroad_.empty())
      return step(has_travelled(history_) ? NextStepKind::all_home : NextStepKind::nothing_possible);
    if (!carnet_signed) {
      auto sign = step(NextStepKind::sign_carnet);
      sign.until = carnet_.valid_until;
      return sign;
    }
    for (const auto& travel : travels_)
      if (auto found = of_travel(travel)) consider(*std::move(found));
    consider(without_travel());
    return best_.value();
  }

 private:
  static NextStep step(NextStepKind kind) {
    NextStep made;
    made.kind = kind;
    return made;
  }

  void consider(NextStep candidate) {
    if (!best_ || candidate.kind < best_->kind) best_ = std::move(candidate);
  }

  // The first final date that runs for goods abroad: in that territory, or anywhere.
  [[nodiscard]] const PlaceLine* first_due(const TerritoryCode& territory = {}) const {
    const PlaceLine* first = nullptr;
    for (const auto& line : abroad_) {
      if (!territory.empty() && line.place.territory != territory) continue;
      if (!first || line.final_date.value_or(carnet_.valid_until) < first->final_date.value_or(carnet_.valid_until))
        first = &line;
    }
    return first;
  }

  [[nodiscard]] Day until(TransactionType type, const TerritoryCode& territory) const {
    if (!leads_home(type)) return carnet_.valid_until;
    const auto* const due = first_due(type == re_importation ? TerritoryCode{} : territory);
    return due ? due->final_date.value_or(carnet_.valid_until) : carnet_.valid_until;
  }

  [[nodiscard]] static std::vector<SavedDeclaration>::const_iterator behind_committed(const SavedTravel& travel) {
    const auto last = std::find_if(travel.declarations.rbegin(), travel.declarations.rend(),
                                   [](const auto& it) { return it.state == DeclarationState::committed; });
    return last.base();
  }

  [[nodiscard]] std::optional<NextStep> of_travel(const SavedTravel& travel) const {
    if (!travel.complete) {
      auto finish = step(NextStepKind::finish_travel);
      finish.travel_id = travel.travel_id;
      finish.country = travel.to_country;
      finish.place = travel.place;
      return finish;
    }
    const auto open =
        std::find_if(behind_committed(travel), travel.declarations.end(),
                     [&](const SavedDeclaration& it) { return it.digital && (!only_home_ || leads_home(it.type)); });
    if (open == travel.declarations.end()) return {};
    auto next = step(kind_of(open->state));
    next.travel_id = travel.travel_id;
    next.declaration_id = open->declaration_id;
    next.type = open->type;
    next.country = open->country;
    next.territory = open->territory;
    next.place = travel.place;
    if (next.kind == NextStepKind::rejected_declaration) next.office = open->rejected_at_office;
    next.until = until(open->type, open->territory);
    return next;
  }

  static NextStepKind kind_of(DeclarationState state) {
    if (state == DeclarationState::rejected) return NextStepKind::rejected_declaration;
    return state == DeclarationState::signed_ ? NextStepKind::show_declaration : NextStepKind::sign_declaration;
  }

  [[nodiscard]] NextStep without_travel() const {
    if (const auto* const due = first_due()) {
      auto home = step(expired_ ? NextStepKind::expired_with_goods_abroad : NextStepKind::prepare_return);
      home.territory = due->place.territory;
      home.until = due->final_date.value_or(carnet_.valid_until);
      return home;
    }
    auto rest = step(has_travelled(history_) ? NextStepKind::all_home : NextStepKind::prepare_travel);
    if (sets_left(carnet_.sets, history_, {}).exportation_re_importation > 0) rest.until = carnet_.valid_until;
    return rest;
  }

  const Carnet& carnet_;
  const History& history_;
  const std::vector<SavedTravel>& travels_;
  bool expired_, only_home_ = false;
  std::vector<PlaceLine> abroad_;
  std::optional<NextStep> best_;
};

}  // namespace

std::string_view to_text(NextStepKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }

NextStep next_step(const Carnet& carnet, const History& history, bool carnet_signed,
                   const std::vector<SavedTravel>& travels, Day day) {
  return Decision(carnet, history, travels, day).decide(carnet_signed);
}

}  // namespace opencarnet::carnet
