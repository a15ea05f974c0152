#include "carnet/words.h"

#include <algorithm>
#include <utility>

namespace opencarnet::carnet {
namespace {

template <class E, std::size_t count>
using Names = std::array<std::pair<E, std::string_view>, count>;

constexpr Names<TransactionType, 8> type_names{{{TransactionType::validation, "validation"},
                                                {TransactionType::pre_exportation, "pre_exportation"},
                                                {TransactionType::exportation, "exportation"},
                                                {TransactionType::importation, "importation"},
                                                {TransactionType::re_exportation, "re_exportation"},
                                                {TransactionType::re_importation, "re_importation"},
                                                {TransactionType::transit_open, "transit_open"},
                                                {TransactionType::transit_close, "transit_close"}}};
constexpr Names<CarnetType, 2> carnet_type_names{{{CarnetType::ata, "ata"}, {CarnetType::cpd, "cpd"}}};
constexpr Names<Action, 7> action_names{{{Action::home_use, "home_use"},
                                         {Action::customs_warehouse, "customs_warehouse"},
                                         {Action::destruction, "destruction"},
                                         {Action::abandonment, "abandonment"},
                                         {Action::loss, "loss"},
                                         {Action::duty_paid, "duty_paid"},
                                         {Action::other, "other"}}};
constexpr Names<DeclarationState, 4> declaration_state_names{{{DeclarationState::prepared, "prepared"},
                                                              {DeclarationState::signed_, "signed"},
                                                              {DeclarationState::rejected, "rejected"},
                                                              {DeclarationState::committed, "committed"}}};
constexpr Names<Step, 3> step_names{{{Step::commit, "commit"}, {Step::export_, "export"}, {Step::exit, "exit"}}};

template <class E, std::size_t count>
std::string_view name_of(const Names<E, count>& names, E value) {
  for (const auto& [known, name] : names)
    if (known == value) return name;
  return "unknown";
}

template <class E, std::size_t count>
std::optional<E> named(const Names<E, count>& names, std::string_view text) {
  for (const auto& [known, name] : names)
    if (name == text) return known;
  return {};
}

}  // namespace

std::string_view to_text(TransactionType type) { return name_of(type_names, type); }
std::string_view to_text(CarnetType type) { return name_of(carnet_type_names, type); }
std::string_view to_text(Action action) { return name_of(action_names, action); }
std::string_view to_text(DeclarationState state) { return name_of(declaration_state_names, state); }
std::string_view to_text(Step step) { return name_of(step_names, step); }

std::optional<TransactionType> parse_transaction_type(std::string_view text) { return named(type_names, text); }
std::optional<CarnetType> parse_carnet_type(std::string_view text) { return named(carnet_type_names, text); }
std::optional<Action> parse_action(std::string_view text) { return named(action_names, text); }
std::optional<Step> parse_step(std::string_view text) { return named(step_names, text); }

bool belongs_to_home(TransactionType type) {
  switch (type) {
    case TransactionType::validation:
    case TransactionType::pre_exportation:
    case TransactionType::exportation:
    case TransactionType::re_importation:
      return true;
    case TransactionType::importation:
    case TransactionType::re_exportation:
    case TransactionType::transit_open:
    case TransactionType::transit_close:
      break;
  }
  return false;
}

}  // namespace opencarnet::carnet
