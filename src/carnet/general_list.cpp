#include "carnet/general_list.h"

#include <algorithm>

#include <fmt/format.h>

#include "carnet/carnet.h"

namespace opencarnet::carnet {
namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

void check_item(const GeneralItem& item, Currency currency, const std::string& at, FieldErrors& errors) {
  const auto number = std::to_string(item.item);
  if (is_blank(item.description)) errors.add(at + "/description", Code::item_without_description, {{"item", number}});
  if (item.pieces < 1 || item.pieces > most_pieces)
    errors.add(at + "/pieces", Code::pieces_out_of_range,
               {{"item", number}, {"pieces", std::to_string(item.pieces)}, {"most", std::to_string(most_pieces)}});
  if (item.value.currency != currency)
    errors.add(at + "/value", Code::one_currency_per_carnet,
               {{"currency", std::string(currency.code())}, {"other", std::string(item.value.currency.code())}});
  if (item.value.minor < 0) errors.add(at + "/value", Code::amount_malformed, {{"text", to_text(item.value)}});
  if (item.weight && !find_measure(item.weight->unit))
    errors.add(at + "/weight_unit", Code::unit_unknown, {{"unit", item.weight->unit}});
  if (item.weight && item.weight->thousandths < 0)
    errors.add(at + "/weight", Code::quantity_malformed, {{"text", to_text(*item.weight)}});
  if (!item.country_of_origin.empty() && !is_country_code(item.country_of_origin))
    errors.add(at + "/country_of_origin", Code::country_code_malformed, {{"country", item.country_of_origin}});
}

bool has_grown(const GeneralItem& was, const GeneralItem& is) {
  const auto weight = [](const GeneralItem& item) { return item.weight.value_or(Quantity{}); };
  const bool heavier = is.weight && was.weight &&
                       (weight(is).unit != weight(was).unit || weight(is).thousandths > weight(was).thousandths);
  return is.pieces > was.pieces || is.value.currency != was.value.currency || is.value.minor > was.value.minor ||
         heavier;
}

}  // namespace

Goods all_goods(const GeneralList& list) {
  Goods goods;
  for (const auto& item : list) goods.add(item.item, item.pieces);
  return goods;
}

Result<Totals> totals(const GeneralList& list, Currency currency) {
  Totals sums;
  sums.value.currency = currency;
  for (const auto& item : list) {
    ++sums.items;
    sums.pieces += item.pieces;
    const auto value = add(sums.value, item.value);
    if (!value) return tl::unexpected(value.error());
    sums.value = *value;
    if (!item.weight) continue;
    auto& weight = sums.weights[item.weight->unit];
    weight.unit = item.weight->unit;
    if (__builtin_add_overflow(weight.thousandths, item.weight->thousandths, &weight.thousandths))
      return refuse(Code::amount_too_large, {{"text", to_text(*item.weight) + " + …"}, {"currency", weight.unit}});
  }
  return sums;
}

void check_general_list(const GeneralList& list, Currency currency, FieldErrors& errors) {
  if (list.empty()) return errors.add("/general_list", Code::general_list_empty);
  if (list.size() > static_cast<std::size_t>(most_items))
    return errors.add("/general_list", Code::too_many_items,
                      {{"items", std::to_string(list.size())}, {"most", std::to_string(most_items)}});
  for (std::size_t at = 0; at < list.size(); ++at) {
    const auto pointer = fmt::format("/general_list/{}", at);
    if (list[at].item != static_cast<int>(at) + 1)
      errors.add(pointer + "/item", Code::item_numbers_not_consecutive,
                 {{"item", std::to_string(list[at].item)}, {"expected", std::to_string(at + 1)}});
    check_item(list[at], currency, pointer, errors);
  }
  if (!errors.empty()) return;
  if (const auto sums = totals(list, currency); !sums)
    errors.add("/general_list", sums.error().code, sums.error().params);
}

Verdict check_not_grown(const GeneralList& issued, const GeneralList& amended) {
  Goods grown;
  for (const auto& item : amended) {
    const auto was = std::find_if(issued.begin(), issued.end(), [&](const auto& i) { return i.item == item.item; });
    if (was == issued.end() || has_grown(*was, item)) grown.add(item.item, 1);
  }
  if (grown.empty()) return {};
  return refuse(Code::general_list_is_fixed, {{"items", items_text(grown)}});
}

}  // namespace opencarnet::carnet
