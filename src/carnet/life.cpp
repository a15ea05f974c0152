#include "carnet/life.h"

#include <algorithm>

namespace opencarnet::carnet {
namespace {

std::string_view to_text(LifeChange change) {
  switch (change) {
    case LifeChange::issue:
      return "issued";
    case LifeChange::block:
      return "blocked";
    case LifeChange::unblock:
      return "unblocked";
    case LifeChange::cancel:
      return "cancelled";
    case LifeChange::discharge:
      return "discharged";
    case LifeChange::replace:
      break;
  }
  return "replaced";
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

std::string_view to_text(State state) {
  switch (state) {
    case State::draft:
      return "draft";
    case State::issued:
      return "issued";
    case State::activated:
      return "activated";
    case State::blocked:
      return "blocked";
    case State::cancelled:
      return "cancelled";
    case State::discharged:
      return "discharged";
    case State::replaced:
      break;
  }
  return "replaced";
}

State state_of(Standing standing, const History& history) {
  switch (standing) {
    case Standing::draft:
      return State::draft;
    case Standing::issued:
      return history.empty() ? State::issued : State::activated;
    case Standing::blocked:
      return State::blocked;
    case Standing::cancelled:
      return State::cancelled;
    case Standing::discharged:
      return State::discharged;
    case Standing::replaced:
      break;
  }
  return State::replaced;
}

Result<Standing> decide_life(Standing standing, const History& history, LifeChange change, std::string_view reason) {
  const auto life = [&](Standing becomes, std::initializer_list<Standing> from) -> Result<Standing> {
    if (std::find(from.begin(), from.end(), standing) != from.end()) return becomes;
    return refuse(Code::carnet_life_forbids, {{"life", std::string(to_text(state_of(standing, history)))},
                                              {"change", std::string(to_text(change))}});
  };
  switch (change) {
    case LifeChange::issue:
      return life(Standing::issued, {Standing::draft});
    case LifeChange::unblock:
      return life(Standing::issued, {Standing::blocked});
    case LifeChange::discharge:
      return life(Standing::discharged, {Standing::issued, Standing::blocked, Standing::replaced});
    case LifeChange::replace:
      return life(Standing::replaced, {Standing::issued});
    case LifeChange::cancel: {
      auto becomes = life(Standing::cancelled, {Standing::draft, Standing::issued});
      if (becomes && !history.empty()) return refuse(Code::carnet_is_activated);
      return becomes;
    }
    case LifeChange::block:
      break;
  }
  auto becomes = life(Standing::blocked, {Standing::issued, Standing::replaced});
  if (!becomes || !is_blank(reason)) return becomes;
  FieldErrors errors;
  errors.add("/reason", Code::reason_missing);
  return tl::unexpected(std::move(errors).verdict().error());
}

Verdict decide_amendment(const Carnet& issued, const Carnet& amended, const History& history, Day today) {
  const auto state = state_of(issued.standing, history);
  if (state == State::activated) return refuse(Code::carnet_is_activated);
  if (state != State::issued)
    return refuse(Code::carnet_life_forbids, {{"life", std::string(to_text(state))}, {"change", "amended"}});
  if (const auto last = issued.issued_on + date::days{amendment_days}; today > last)
    return refuse(Code::amendment_too_late, {{"issued_on", to_text(issued.issued_on)}, {"last_day", to_text(last)}});
  if (amended.carnet_id != issued.carnet_id || amended.number != issued.number ||
      amended.issued_on != issued.issued_on || amended.country_of_issue != issued.country_of_issue ||
      amended.home_territory != issued.home_territory)
    return refuse(Code::carnet_life_forbids, {{"life", "issued"}, {"change", "given another identity"}});
  if (auto verdict = check_not_grown(issued.general_list, amended.general_list); !verdict) return verdict;
  return check_carnet(amended);
}

Result<Sets> decide_more_sets(const Carnet& carnet, const History& history, const Sets& more, bool issuer_allows) {
  const auto state = state_of(carnet.standing, history);
  if (!issuer_allows || (state != State::issued && state != State::activated))
    return refuse(Code::sets_may_not_be_added, {{"life", std::string(to_text(state))}});
  FieldErrors errors;
  const auto grown = [&](const std::string& kind, std::int64_t has, std::int64_t added) {
    if (added < 0 || added > most_sets || has + added > most_sets)
      errors.add("/sets/" + kind, Code::set_count_out_of_range,
                 {{"kind", kind}, {"count", std::to_string(added)}, {"most", std::to_string(most_sets - has)}});
    return has + (added < 0 ? 0 : added);
  };
  const auto& sets = carnet.sets;
  const Sets result{
      grown("exportation_re_importation", sets.exportation_re_importation, more.exportation_re_importation),
      grown("importation_re_exportation", sets.importation_re_exportation, more.importation_re_exportation),
      grown("transit", sets.transit, more.transit)};
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(verdict.error());
  return result;
}

std::chrono::seconds pin_lock(int wrong_tries) {
  constexpr std::chrono::seconds first{30}, longest{3600};
  constexpr int free_tries = 5;
  if (wrong_tries < free_tries) return std::chrono::seconds{0};
  auto lock = first;
  for (int doubled = free_tries; doubled < wrong_tries && lock < longest; ++doubled) lock *= 2;
  return std::min(lock, longest);
}

}  // namespace opencarnet::carnet
