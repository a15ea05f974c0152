// One carnet of a world: what stands in the places of the life it copies.
#pragma once
#include <cstdint>

#include "program/lives.h"

namespace opencarnet::bench {

/// What all copies of a world share.
struct Stock {
  std::uint64_t seed = 1;
  std::int64_t first_instant_ms = 0, step_ms = 1;  // identifiers begin there and grow in the order of writing
  std::int64_t places = 0;                         // of the longest life
  std::vector<std::string> digests;                // by carnet
};

/// Carnets are written in blocks, step by step of their lives, as days write them.
inline constexpr std::int64_t block = 10'000;
inline constexpr std::int64_t first_carnet_id = 2'000'000;

class Copy : public Values {
 public:
  Copy(const Stock& stock, const Life& life, std::int64_t index) : stock_(stock), life_(life), index_(index) {}

  void append(std::size_t place, std::string& out) const override;

  [[nodiscard]] std::int64_t carnet_id() const { return first_carnet_id + index_; }
  [[nodiscard]] std::string number() const;
  [[nodiscard]] std::string id(std::size_t place) const;
  /// A code of people's alphabet, of its own for each place and purpose.
  [[nodiscard]] std::string code(std::size_t place, std::uint64_t purpose, std::size_t length) const;
  [[nodiscard]] const Life& life() const { return life_; }
  [[nodiscard]] std::int64_t index() const { return index_; }

 private:
  [[nodiscard]] std::uint64_t chance(std::size_t place, std::uint64_t purpose) const;
  const Stock& stock_;
  const Life& life_;
  std::int64_t index_;
};

/// The digest of what the issue of this copy fixed (C3).
[[nodiscard]] std::string digest_of(const Life& life, std::int64_t index);

}  // namespace opencarnet::bench
