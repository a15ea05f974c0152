// Goods: which items of a General List, and how many pieces of each.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.h"

namespace opencarnet::carnet {

/// Pieces of one item. Items count from 1.
struct GoodsLine {
  int item = 0;
  std::int64_t pieces = 0;
  friend bool operator==(const GoodsLine&, const GoodsLine&) = default;
};

/// A set of pieces, ascending by item, each item once, every line with at least one piece.
class Goods {
 public:
  Goods() = default;
  Goods(std::initializer_list<GoodsLine> lines);

  /// Adds pieces of an item; none or fewer are ignored.
  void add(int item, std::int64_t pieces);

  [[nodiscard]] const std::vector<GoodsLine>& lines() const& { return lines_; }
  /// Of a temporary by value, so that a loop over it does not outlive it.
  [[nodiscard]] std::vector<GoodsLine> lines() && { return std::move(lines_); }
  [[nodiscard]] bool empty() const { return lines_.empty(); }
  [[nodiscard]] std::int64_t pieces_of(int item) const;
  [[nodiscard]] std::int64_t pieces() const;
  /// Every piece of `other` is here.
  [[nodiscard]] bool contains(const Goods& other) const;

  friend bool operator==(const Goods&, const Goods&) = default;

 private:
  std::vector<GoodsLine> lines_;
};

/// Sum, difference (never below none), and what both have, item by item.
[[nodiscard]] Goods operator+(const Goods& left, const Goods& right);
[[nodiscard]] Goods operator-(const Goods& left, const Goods& right);
[[nodiscard]] Goods common(const Goods& left, const Goods& right);

/// "1-4, 7, 9-12"; an item of which fewer pieces than `listed` has are meant is written with them: "4x2".
[[nodiscard]] std::string to_text(const Goods& goods, const Goods& listed);
/// Item numbers only: "1-4, 7".
[[nodiscard]] std::string items_text(const Goods& goods);

/// Reads what people type (T4): items, ranges and pieces of an item, separated by commas; order, blanks and repeats do
/// not matter; an item without a number of pieces means all its pieces. Every error is named at once, each as a field
/// error under `pointer` with the position (from 1) of the part: range_part_empty, range_not_understood,
/// range_backwards, item_not_on_list (C3), too_many_pieces (C3). Nothing typed is no_goods_chosen.
[[nodiscard]] Result<Goods> parse_goods(std::string_view text, const Goods& listed,
                                        const std::string& pointer = "/goods");

/// Checks goods given as a list: every item on the General List with no more pieces than it has (C3).
void check_listed(const Goods& goods, const Goods& listed, const std::string& pointer, FieldErrors& errors);

}  // namespace opencarnet::carnet
