// A small generator of its own (SplitMix64), because the plan must be the same on every machine and library.
#pragma once
#include <cstdint>
#include <vector>

namespace opencarnet::demo {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  /// A number from `low` to `high`, both possible.
  int between(int low, int high) { return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1)); }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <class T>
  const T& one_of(const std::vector<T>& from) {
    return from.at(static_cast<std::size_t>(next() % from.size()));
  }

 private:
  std::uint64_t state_;
};

}  // namespace opencarnet::demo
