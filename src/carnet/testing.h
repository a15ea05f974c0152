// Test data from one valid default: a Swiss carnet to the EU, Great Britain and Syldavie, issued 2026-01-10, everybody
// digital. Each builder call says what is different in this test. For tests of any room; everybody here is fictional.
#pragma once
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "carnet/cancel.h"
#include "carnet/commit.h"

namespace opencarnet::carnet::testing {

inline Day day(std::string_view text) {
  const auto read = parse_day(text);
  if (!read) throw std::invalid_argument("not a day: " + std::string(text));
  return *read;
}

inline Instant noon(Day on) { return Instant{on} + std::chrono::hours{12}; }

class ACarnet {
 public:
  ACarnet() {
    carnet_.carnet_id = 768255;
    carnet_.number = "CHTA00000901";
    carnet_.standing = Standing::issued;
    carnet_.country_of_issue = "CH";
    carnet_.home_territory = "CH_LI";
    carnet_.issued_on = day("2026-01-10");
    carnet_.valid_until = day("2027-01-09");
    carnet_.currency = *find_currency("CHF");
    carnet_.intended_use = "PE";
    carnet_.holder = {
        PartyKind::company, "Edelweiss Sound AG", {"Langstrasse 12", "8004", "Zürich", "", "CH"}, "", "", ""};
    carnet_.territories = {"EU", "GB", "XS"};
    carnet_.sets = {20, 20, 20};
    with_items(20);
  }

  ACarnet& with_items(int count) {
    carnet_.general_list.clear();
    for (int item = 1; item <= count; ++item)
      carnet_.general_list.push_back({item, "Loudspeaker, serial number ES-" + std::to_string(1000 + item), 1,
                                      Quantity{12'500, "kg"}, Money{15'000, carnet_.currency}, "CH"});
    return *this;
  }
  ACarnet& with_pieces(int item, std::int64_t pieces) {
    carnet_.general_list.at(static_cast<std::size_t>(item) - 1).pieces = pieces;
    return *this;
  }
  ACarnet& valid(std::string_view issued_on, std::string_view valid_until) {
    carnet_.issued_on = day(issued_on);
    carnet_.valid_until = day(valid_until);
    return *this;
  }
  ACarnet& expired() { return valid("2021-06-04", "2022-06-03"); }
  ACarnet& from(const CountryCode& country, const TerritoryCode& territory) {
    carnet_.country_of_issue = country;
    carnet_.home_territory = territory;
    return *this;
  }
  ACarnet& to(std::vector<TerritoryCode> territories) {
    carnet_.territories = std::move(territories);
    return *this;
  }
  ACarnet& used_for(const UseCode& use) {
    carnet_.intended_use = use;
    return *this;
  }
  ACarnet& with_sets(Sets sets) {
    carnet_.sets = sets;
    return *this;
  }
  ACarnet& standing(Standing standing) {
    carnet_.standing = standing;
    return *this;
  }
  ACarnet& of_type(CarnetType type) {
    carnet_.type = type;
    return *this;
  }
  ACarnet& numbered(CarnetId carnet_id, std::string number) {
    carnet_.carnet_id = carnet_id;
    carnet_.number = std::move(number);
    return *this;
  }

  [[nodiscard]] const Carnet& build() const { return carnet_; }
  operator Carnet() const { return carnet_; }  // NOLINT: a builder stands where a carnet is wanted

 private:
  Carnet carnet_;
};

inline ACarnet a_carnet() { return {}; }

inline Territory a_territory(const TerritoryCode& code, const std::vector<CountryCode>& countries) {
  Territory territory;
  territory.code = code;
  for (const auto& country : countries) territory.members.push_back({country, day("2020-01-01")});
  territory.accepted_uses = {"PE", "EF", "CS"};
  return territory;
}

/// CH_LI, EU (two-step export), GB, XS (Syldavie), XB (Bordurie, on paper), US.
inline std::vector<Territory> territories() {
  std::vector<Territory> all{a_territory("CH_LI", {"CH", "LI"}), a_territory("EU", {"DE", "FR", "ES", "AT", "GR"}),
                             a_territory("GB", {"GB", "JE"}),    a_territory("XS", {"XS"}),
                             a_territory("XB", {"XB"}),          a_territory("US", {"US"})};
  all[1].two_step_export = true;
  all[4].members[0].digital_since.reset();
  return all;
}

/// Plays a carnet's life: each step is declared, signed and committed; what is refused changes nothing.
class ALife {
 public:
  explicit ALife(Carnet subject) : carnet(std::move(subject)), territories(testing::territories()) {}

  Territory& territory(const TerritoryCode& code) {
    for (auto& known : territories)
      if (known.code == code) return known;
    throw std::invalid_argument("no territory " + code);
  }

  ALife& on(std::string_view when) {
    today = day(when);
    return *this;
  }

  [[nodiscard]] Goods goods(std::string_view ranges) const {
    return ranges.empty() ? Goods{} : parse_goods(ranges, all_goods(carnet.general_list)).value();
  }

  [[nodiscard]] Declaration declare(TransactionType type, const CountryCode& country, std::string_view ranges) {
    Declaration declaration;
    declaration.declaration_id = "declaration-" + std::to_string(++declared_);
    declaration.carnet_id = carnet.carnet_id;
    declaration.type = type;
    declaration.country = country;
    declaration.territory = territory_of(territories, country)->code;
    declaration.declared.goods = goods(ranges);
    declaration.signature_no = 1;
    declaration.signed_at = noon(today);
    return declaration;
  }

  [[nodiscard]] Situation situation(const CountryCode& country) {
    return {carnet, history, territory(carnet.home_territory), *territory_of(territories, country), country, today};
  }

  Result<std::vector<Transaction>> commit(const Declaration& declaration, const CountryCode& country,
                                          const OfficerFields& fields = {}) {
    Stamp stamp;
    stamp.transaction_ids = {"transaction-" + std::to_string(history.size() + 1),
                             "transaction-" + std::to_string(history.size() + 2)};
    stamp.office_id = "office-" + country;
    stamp.office = "Customs " + country;
    stamp.account_id = "account-" + country;
    stamp.officer = "Officer " + country;
    stamp.committed_at = noon(today) + std::chrono::seconds{static_cast<int>(history.size())};
    auto made = decide_commit(situation(country), declaration, fields, stamp);
    if (made) history.insert(history.end(), made->begin(), made->end());
    return made;
  }

  Result<std::vector<Transaction>> commit(TransactionType type, const CountryCode& country, std::string_view ranges,
                                          const OfficerFields& fields = {}) {
    return commit(declare(type, country, ranges), country, fields);
  }

  /// Validation and, if any goods are named, their exportation.
  ALife& leave(std::string_view ranges) {
    must(commit(TransactionType::validation, carnet.country_of_issue, all_text()));
    if (!ranges.empty()) must(commit(TransactionType::exportation, carnet.country_of_issue, ranges));
    return *this;
  }
  ALife& must(const Result<std::vector<Transaction>>& result) {
    if (!result) throw std::logic_error("refused: " + std::string(name(result.error().code)));
    return *this;
  }
  ALife& must(TransactionType type, const CountryCode& country, std::string_view ranges,
              const OfficerFields& fields = {}) {
    return must(commit(type, country, ranges, fields));
  }

  Result<Cancellation> cancel(const std::string& transaction_id, const CountryCode& country) {
    auto mark =
        decide_cancel(carnet, history, transaction_id, country, {noon(today), "Officer " + country, "Wrong truck"});
    if (mark)
      for (auto& transaction : history)
        if (transaction.transaction_id == transaction_id) transaction.cancelled = *mark;
    return mark;
  }

  [[nodiscard]] Ledger ledger() const { return fold(all_goods(carnet.general_list), carnet.home_territory, history); }
  /// Items in a place as ranges, e.g. where({PlaceKind::in_territory, "EU"}) == "1-4".
  [[nodiscard]] std::string where(const Place& place) const {
    return to_text(goods_at(ledger(), place), all_goods(carnet.general_list));
  }
  /// Items open in a territory's importations.
  [[nodiscard]] std::string open(const TerritoryCode& code, LotKind kind = LotKind::importation) const {
    return to_text(open_in(ledger(), code, kind), all_goods(carnet.general_list));
  }
  [[nodiscard]] std::string all_text() const {
    return to_text(all_goods(carnet.general_list), all_goods(carnet.general_list));
  }

  Carnet carnet;
  History history;
  std::vector<Territory> territories;
  Day today = day("2026-02-01");

 private:
  int declared_ = 0;
};

/// The refusal's code and rule, "carnet_expired X10", or "accepted".
template <class T>
std::string said(const Result<T>& result) {
  if (result) return "accepted";
  return std::string(name(result.error().code)) + " " + std::string(rule(result.error().code));
}
/// Codes of the field errors, with their pointers.
template <class T>
std::vector<std::string> fields_said(const Result<T>& result) {
  std::vector<std::string> lines;
  if (!result)
    for (const auto& error : result.error().errors)
      lines.push_back(error.pointer + " " + std::string(name(error.code)));
  return lines;
}

}  // namespace opencarnet::carnet::testing
