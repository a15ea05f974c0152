#include "carnet/carnet.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace opencarnet::carnet {
namespace {

constexpr std::array<std::pair<Standing, std::string_view>, 6> standing_names{{{Standing::draft, "draft"},
                                                                               {Standing::issued, "issued"},
                                                                               {Standing::blocked, "blocked"},
                                                                               {Standing::cancelled, "cancelled"},
                                                                               {Standing::discharged, "discharged"},
                                                                               {Standing::replaced, "replaced"}}};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

void check_party(const Party& party, const std::string& at, FieldErrors& errors) {
  if (is_blank(party.name)) errors.add(at + "/name", Code::missing_field, {{"field", "name"}});
  if (is_blank(party.address.city)) errors.add(at + "/address/city", Code::missing_field, {{"field", "city"}});
  if (!is_country_code(party.address.country))
    errors.add(at + "/address/country", Code::country_code_malformed, {{"country", party.address.country}});
}

void check_validity(const Carnet& carnet, FieldErrors& errors) {
  const auto latest = latest_validity(carnet.issued_on);
  const Params dates{{"issued_on", to_text(carnet.issued_on)},
                     {"valid_until", to_text(carnet.valid_until)},
                     {"latest", to_text(latest)}};
  if (carnet.valid_until < carnet.issued_on)
    errors.add("/valid_until", Code::validity_ends_before_it_begins, dates);
  else if (carnet.valid_until > latest)
    errors.add("/valid_until", Code::validity_longer_than_a_year, dates);
}

void check_sets(const Sets& sets, FieldErrors& errors) {
  const auto check = [&](const std::string& kind, std::int64_t count) {
    if (count < 0 || count > most_sets)
      errors.add("/sets/" + kind, Code::set_count_out_of_range,
                 {{"kind", kind}, {"count", std::to_string(count)}, {"most", std::to_string(most_sets)}});
  };
  check("exportation_re_importation", sets.exportation_re_importation);
  check("importation_re_exportation", sets.importation_re_exportation);
  check("transit", sets.transit);
}

}  // namespace

std::string_view to_text(Standing standing) {
  for (const auto& [known, name] : standing_names)
    if (known == standing) return name;
  return "unknown";
}

std::optional<Standing> parse_standing(std::string_view text) {
  for (const auto& [known, name] : standing_names)
    if (name == text) return known;
  return {};
}

bool is_carnet_number(std::string_view number) {
  if (number.size() < 8 || number.size() > 18 || !is_capital(number[0]) || !is_capital(number[1])) return false;
  return std::all_of(number.begin(), number.end(), [](char c) { return is_capital(c) || is_digit(c); });
}

bool is_country_code(std::string_view code) { return code.size() == 2 && is_capital(code[0]) && is_capital(code[1]); }

Day latest_validity(Day issued_on) {
  // A year to the day, less one; issued on 29 February: the year ends on the last day of the next February.
  const auto anniversary = add_months(issued_on, 12);
  const date::year_month_day from{issued_on}, to{anniversary};
  return from.day() == to.day() ? anniversary - date::days{1} : anniversary;
}

bool is_valid_on(const Carnet& carnet, Day day) { return carnet.issued_on <= day && day <= carnet.valid_until; }
bool is_expired_on(const Carnet& carnet, Day day) { return day > carnet.valid_until; }

Verdict check_carnet(const Carnet& carnet) {
  FieldErrors errors;
  if (!is_carnet_number(carnet.number))
    errors.add("/number", Code::carnet_number_malformed, {{"number", carnet.number.substr(0, 40)}});
  check_validity(carnet, errors);
  const auto currency = find_currency(carnet.currency.code());
  if (!currency || *currency != carnet.currency)
    errors.add("/currency", Code::currency_unknown, {{"currency", std::string(carnet.currency.code())}});
  if (is_blank(carnet.intended_use)) errors.add("/intended_use", Code::missing_field, {{"field", "intended_use"}});
  check_party(carnet.holder, "/holder", errors);
  for (std::size_t at = 0; at < carnet.representatives.size(); ++at)
    check_party(carnet.representatives[at], fmt::format("/representatives/{}", at), errors);
  if (std::all_of(carnet.territories.begin(), carnet.territories.end(),
                  [&](const auto& code) { return code == carnet.home_territory; }))
    errors.add("/territories", Code::no_destination_listed);
  check_sets(carnet.sets, errors);
  check_general_list(carnet.general_list, carnet.currency, errors);
  return std::move(errors).verdict();
}

}  // namespace opencarnet::carnet
