#include "carnet/declared_lists.h"

#include <fmt/format.h>

namespace opencarnet::carnet {
namespace {

using enum TransactionType;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

void check_belongs(bool belongs, bool given, const std::string& list, TransactionType type, FieldErrors& errors) {
  if (given && !belongs)
    errors.add("/" + list, Code::list_does_not_belong, {{"list", list}, {"type", std::string(to_text(type))}});
}

void check_actions(const std::vector<GoodsWithAction>& lists, const std::string& name, const Goods& listed,
                   FieldErrors& errors) {
  for (std::size_t at = 0; at < lists.size(); ++at) {
    const auto pointer = fmt::format("/{}/{}", name, at);
    if (lists[at].goods.empty()) errors.add(pointer + "/goods", Code::no_goods_chosen);
    check_listed(lists[at].goods, listed, pointer + "/goods", errors);
    if (lists[at].action && is_blank(lists[at].remark))
      errors.add(pointer + "/remark", Code::action_without_remark,
                 {{"action", std::string(to_text(*lists[at].action))}});
  }
}

// The officer's entries, then what the holder declared and the officer did not mention, without an action.
std::vector<GoodsWithAction> settle(const std::vector<GoodsWithAction>& stated, const Goods& declared) {
  auto lists = stated;
  if (auto rest = declared - sum_of(stated); !rest.empty()) lists.push_back({std::move(rest), {}, {}});
  return lists;
}

void check_lists_belong(const Declaration& declaration, const OfficerFields& fields, FieldErrors& errors) {
  const auto type = declaration.type;
  const auto& declared = declaration.declared;
  const bool out = type == re_exportation, back = type == re_importation;
  check_belongs(out, !declared.not_re_exported.empty() || !fields.not_re_exported.empty(), "not_re_exported", type,
                errors);
  check_belongs(out, !declared.not_produced.empty() || !fields.not_produced.empty(), "not_produced", type, errors);
  check_belongs(back, !declared.not_re_imported.empty() || !fields.not_re_imported.empty(), "not_re_imported", type,
                errors);
  check_belongs(back, !declared.processed_abroad.empty(), "processed_abroad", type, errors);
}

void check_sums(const Declaration& declaration, const SettledLists& lists, const Goods& listed, FieldErrors& errors) {
  const auto all = lists.all();
  if (const auto added = all - declaration.declared.all(); !added.empty())
    errors.add("/goods", Code::correction_adds_goods, {{"items", to_text(added, listed)}});
  if (const auto twice = all - listed; !twice.empty() && listed.contains(lists.goods))
    errors.add("/goods", Code::item_in_two_lists, {{"items", items_text(twice)}});
  if (const auto absent = lists.processed_abroad - lists.goods; !absent.empty())
    errors.add("/processed_abroad", Code::processed_goods_not_returned, {{"items", to_text(absent, listed)}});
}

}  // namespace

Goods SettledLists::all() const {
  return goods + sum_of(not_re_exported) + sum_of(not_produced) + sum_of(not_re_imported);
}

SettledLists settle_lists(const Declaration& declaration, const OfficerFields& fields, const Goods& listed,
                          FieldErrors& errors) {
  const auto& declared = declaration.declared;
  check_lists_belong(declaration, fields, errors);
  check_actions(fields.not_re_exported, "not_re_exported", listed, errors);
  check_actions(fields.not_produced, "not_produced", listed, errors);
  check_actions(fields.not_re_imported, "not_re_imported", listed, errors);

  SettledLists lists;
  lists.not_re_exported = settle(fields.not_re_exported, declared.not_re_exported);
  lists.not_produced = settle(fields.not_produced, declared.not_produced);
  lists.not_re_imported = settle(fields.not_re_imported, declared.not_re_imported);
  const auto moved_out = (sum_of(fields.not_re_exported) - declared.not_re_exported) +
                         (sum_of(fields.not_produced) - declared.not_produced) +
                         (sum_of(fields.not_re_imported) - declared.not_re_imported);
  lists.goods = declared.goods - moved_out;
  lists.processed_abroad =
      moved_out.empty() ? declared.processed_abroad : common(declared.processed_abroad, lists.goods);
  if (lists.goods != declared.goods)
    lists.changes.push_back({"goods", to_text(declared.goods, listed), to_text(lists.goods, listed)});

  check_listed(declared.goods, listed, "/goods", errors);
  check_listed(declared.not_re_exported, listed, "/not_re_exported", errors);
  check_listed(declared.not_produced, listed, "/not_produced", errors);
  check_listed(declared.not_re_imported, listed, "/not_re_imported", errors);
  check_sums(declaration, lists, listed, errors);
  return lists;
}

}  // namespace opencarnet::carnet
