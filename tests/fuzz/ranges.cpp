// What people type into a goods field (T4): two bytes choose the General List, the rest is typed.
#include "carnet/goods.h"
#include "fuzz/fuzz.h"

namespace opencarnet::carnet {
namespace {

using fuzz::promise;

const Goods& some_list(fuzz::Input& input) {
  static std::map<std::pair<int, int>, Goods> lists;  // made once each

  static constexpr std::array<int, 4> sizes{0, 13, 300, 10'000};
  const int items = sizes.at(input.choice(sizes.size()));
  const auto missing = static_cast<int>(input.choice(16)) + 2;
  auto& listed = lists[{items, missing}];
  if (!listed.empty()) return listed;
  for (int item = 1; item <= items; ++item)
    if (item % missing != 0) listed.add(item, item % 3 == 0 ? 1'000'000'000 : item % 7 + 1);
  return listed;
}

void check_accepted(const Goods& goods, const Goods& listed) {
  promise(!goods.empty(), "what is accepted names goods");
  promise(listed.contains(goods), "what is accepted is on the General List");
  int before = 0;
  for (const auto& line : goods.lines()) {
    promise(line.item > before && line.pieces > 0, "lines ascend, each with pieces");
    before = line.item;
  }
  const auto written = to_text(goods, listed);
  const auto again = parse_goods(written, listed);
  promise(again.has_value() && *again == goods, "what was written is read as what it was");
  promise(to_text(*again, listed) == written, "there is one way to write goods");
  const auto rest = listed - goods;
  promise(rest + goods == listed, "what is left and what was taken make the whole");
  promise(common(rest + goods, goods) == goods, "goods are what they have in common with the whole");
}

void check_refused(const Refusal& refusal, std::size_t size) {
  promise(refusal.code == Code::field_errors && !refusal.errors.empty(), "a refusal says what is wrong");
  promise(refusal.errors.size() <= 201, "a pasted novel gets an answer, not a flood");
  for (const auto& error : refusal.errors) {
    promise(error.pointer == "/goods", "errors are told where the field is");
    const auto position = error.params.find("position");
    if (position != error.params.end())
      promise(std::stoull(position->second) >= 1 && std::stoull(position->second) <= size + 1, "positions are inside");
    for (const auto& [name, value] : error.params) promise(value.size() <= 8'000, "an error repeats no novel");
  }
}

}  // namespace
}  // namespace opencarnet::carnet

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace carnet = opencarnet::carnet;
  opencarnet::fuzz::Input input{data, size};
  const auto& listed = carnet::some_list(input);
  const auto typed = input.rest();
  const auto goods = carnet::parse_goods(typed, listed);
  if (goods) {
    carnet::check_accepted(*goods, listed);
  } else {
    carnet::check_refused(goods.error(), typed.size());
  }
  return 0;
}
