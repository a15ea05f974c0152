// What people type into a goods field (T4).
#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "carnet/goods.h"

namespace opencarnet::carnet {
namespace {

constexpr std::size_t most_errors = 200;  // a pasted novel gets an answer, not a flood

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// A number a person could mean: 1 to 10 digits. More digits are not a number here, so nothing can overflow.
std::optional<std::int64_t> number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 10) return {};
  std::int64_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

class Reader {
 public:
  Reader(const Goods& listed, const std::string& pointer) : listed_(listed), pointer_(pointer) {}

  void read_part(std::string_view part, std::size_t position) {
    const auto text = trimmed(part);
    position += text.empty() ? 0 : static_cast<std::size_t>(text.data() - part.data());
    if (text.empty()) return error(Code::range_part_empty, {{"position", std::to_string(position)}});
    if (const auto dash = text.find('-'); dash != std::string_view::npos)
      read_range(text, number(text.substr(0, dash)), number(text.substr(dash + 1)), position);
    else if (const auto times = text.find_first_of("xX"); times != std::string_view::npos)
      read_pieces(text, number(text.substr(0, times)), number(text.substr(times + 1)), position);
    else if (const auto item = number(text))
      ranges_.emplace_back(*item, *item);
    else
      not_understood(text, position);
  }

  Result<Goods> result() {
    take_ranges();
    if (!unknown_.empty()) {
      const auto last = listed_.empty() ? 0 : listed_.lines().back().item;
      std::string items;
      for (const auto& [from, to] : unknown_) {
        if (items.size() > most_errors) break;
        items += fmt::format("{}{}", items.empty() ? "" : ", ", from);
        if (to > from) items += fmt::format("-{}", to);
      }
      error(Code::item_not_on_list, {{"items", items}, {"last", std::to_string(last)}});
    }
    if (auto verdict = std::move(errors_).verdict(); !verdict) return tl::unexpected(verdict.error());
    Goods goods;
    for (const auto& [item, pieces] : taken_) goods.add(item, pieces);
    return goods;
  }

 private:
  void error(Code code, Params params) {
    if (++count_ <= most_errors) errors_.add(pointer_, code, std::move(params));
  }

  void not_understood(std::string_view text, std::size_t position) {
    error(Code::range_not_understood,
          {{"text", std::string(text.substr(0, 40))}, {"position", std::to_string(position)}});
  }

  void read_range(std::string_view text, std::optional<std::int64_t> from, std::optional<std::int64_t> to,
                  std::size_t position) {
    if (!from || !to) return not_understood(text, position);
    if (*to < *from)
      return error(
          Code::range_backwards,
          {{"from", std::to_string(*from)}, {"to", std::to_string(*to)}, {"position", std::to_string(position)}});
    ranges_.emplace_back(*from, *to);
  }

  void read_pieces(std::string_view text, std::optional<std::int64_t> item, std::optional<std::int64_t> pieces,
                   std::size_t position) {
    if (!item || !pieces || *pieces == 0) return not_understood(text, position);
    const auto there = *item > 0 && *item <= last() ? listed_.pieces_of(static_cast<int>(*item)) : 0;
    if (there == 0) {
      unknown_[*item] = *item;
    } else if (*pieces > there) {
      error(Code::too_many_pieces,
            {{"item", std::to_string(*item)}, {"pieces", std::to_string(*pieces)}, {"listed", std::to_string(there)}});
    } else {
      auto& kept = taken_[static_cast<int>(*item)];
      kept = std::max(kept, *pieces);
    }
  }

  // What overlaps is put together first: thousands of times the whole list must not be walked thousands of times.
  void take_ranges() {
    std::sort(ranges_.begin(), ranges_.end());
    for (std::size_t at = 0; at < ranges_.size();) {
      auto [from, to] = ranges_[at];
      for (++at; at < ranges_.size() && ranges_[at].first <= to; ++at) to = std::max(to, ranges_[at].second);
      take(from, to);
    }
  }

  // All pieces of every listed item in the range; what lies beyond the list is remembered as one range.
  void take(std::int64_t from, std::int64_t to) {
    if (from < 1) unknown_[from] = std::max(unknown_[from], std::int64_t{0});
    if (to > last()) {
      const auto first = std::max(from, last() + 1);
      unknown_[first] = std::max(unknown_[first], to);
    }
    for (auto item = std::max<std::int64_t>(from, 1); item <= std::min(to, last()); ++item) {
      const auto there = listed_.pieces_of(static_cast<int>(item));
      if (there == 0)
        unknown_[item] = item;
      else
        taken_[static_cast<int>(item)] = there;
    }
  }

  [[nodiscard]] std::int64_t last() const { return listed_.empty() ? 0 : listed_.lines().back().item; }

  const Goods& listed_;
  const std::string& pointer_;
  FieldErrors errors_;
  std::size_t count_ = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges_;
  std::map<int, std::int64_t> taken_;
  std::map<std::int64_t, std::int64_t> unknown_;
};

}  // namespace

Result<Goods> parse_goods(std::string_view text, const Goods& listed, const std::string& pointer) {
  if (trimmed(text).empty()) {
    FieldErrors errors;
    errors.add(pointer, Code::no_goods_chosen);
    return tl::unexpected(std::move(errors).verdict().error());
  }
  Reader reader(listed, pointer);
  for (std::size_t from = 0; from <= text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    reader.read_part(text.substr(from, comma - from), from + 1);
    from = comma + 1;
  }
  return reader.result();
}

}  // namespace opencarnet::carnet
