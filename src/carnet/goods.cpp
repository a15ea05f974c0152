#include "carnet/goods.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace opencarnet::carnet {
namespace {

// Walks two ascending lists side by side; `join` says how many pieces an item gets.
template <class Join>
Goods joined(const Goods& left, const Goods& right, Join join) {
  Goods result;
  auto a = left.lines().begin(), b = right.lines().begin();
  const auto a_end = left.lines().end(), b_end = right.lines().end();
  while (a != a_end || b != b_end) {
    if (b == b_end || (a != a_end && a->item < b->item)) {
      result.add(a->item, join(a->pieces, 0));
      ++a;
    } else if (a == a_end || b->item < a->item) {
      result.add(b->item, join(0, b->pieces));
      ++b;
    } else {
      result.add(a->item, join(a->pieces, b->pieces));
      ++a, ++b;
    }
  }
  return result;
}

}  // namespace

Goods::Goods(std::initializer_list<GoodsLine> lines) {
  for (const auto& line : lines) add(line.item, line.pieces);
}

void Goods::add(int item, std::int64_t pieces) {
  if (pieces <= 0) return;
  if (lines_.empty() || lines_.back().item < item) {
    lines_.push_back({item, pieces});
    return;
  }
  const auto at = std::lower_bound(lines_.begin(), lines_.end(), item,
                                   [](const GoodsLine& line, int wanted) { return line.item < wanted; });
  if (at->item == item)
    at->pieces += pieces;
  else
    lines_.insert(at, {item, pieces});
}

std::int64_t Goods::pieces_of(int item) const {
  const auto at = std::lower_bound(lines_.begin(), lines_.end(), item,
                                   [](const GoodsLine& line, int wanted) { return line.item < wanted; });
  return at == lines_.end() || at->item != item ? 0 : at->pieces;
}

std::int64_t Goods::pieces() const {
  std::int64_t sum = 0;
  for (const auto& line : lines_) sum += line.pieces;
  return sum;
}

bool Goods::contains(const Goods& other) const { return (other - *this).empty(); }

Goods operator+(const Goods& left, const Goods& right) {
  return joined(left, right, [](std::int64_t a, std::int64_t b) { return a + b; });
}

Goods operator-(const Goods& left, const Goods& right) {
  return joined(left, right, [](std::int64_t a, std::int64_t b) { return a - b; });
}

Goods common(const Goods& left, const Goods& right) {
  return joined(left, right, [](std::int64_t a, std::int64_t b) { return std::min(a, b); });
}

namespace {

std::string ranges(const Goods& goods, const Goods* listed) {
  std::string text;
  const auto& lines = goods.lines();
  const auto partial = [&](const GoodsLine& line) { return listed && line.pieces < listed->pieces_of(line.item); };
  for (std::size_t at = 0; at < lines.size();) {
    auto last = at;
    if (!partial(lines[at]))
      while (last + 1 < lines.size() && lines[last + 1].item == lines[last].item + 1 && !partial(lines[last + 1]))
        ++last;
    if (!text.empty()) text += ", ";
    text += std::to_string(lines[at].item);
    if (partial(lines[at])) text += fmt::format("x{}", lines[at].pieces);
    if (last > at) text += fmt::format("-{}", lines[last].item);
    at = last + 1;
  }
  return text;
}

}  // namespace

std::string to_text(const Goods& goods, const Goods& listed) { return ranges(goods, &listed); }
std::string items_text(const Goods& goods) { return ranges(goods, nullptr); }

void check_listed(const Goods& goods, const Goods& listed, const std::string& pointer, FieldErrors& errors) {
  Goods unknown;
  for (const auto& line : goods.lines()) {
    const auto there = listed.pieces_of(line.item);
    if (there == 0)
      unknown.add(line.item, 1);
    else if (line.pieces > there)
      errors.add(pointer, Code::too_many_pieces,
                 {{"item", std::to_string(line.item)},
                  {"pieces", std::to_string(line.pieces)},
                  {"listed", std::to_string(there)}});
  }
  if (unknown.empty()) return;
  const auto last = listed.empty() ? 0 : listed.lines().back().item;
  errors.add(pointer, Code::item_not_on_list, {{"items", items_text(unknown)}, {"last", std::to_string(last)}});
}

}  // namespace opencarnet::carnet
