// A text with places in it that are filled anew for each copy: how one played life becomes a million.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace opencarnet::bench {

/// A text that stands for something of its own in each copy, and the number of the place it is filled from.
struct Known {
  std::string text;
  std::size_t place = 0;
};

/// What stands in the places of one copy.
class Values {
 public:
  Values() = default;
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;
  virtual ~Values() = default;
  virtual void append(std::size_t place, std::string& out) const = 0;
};

class Mould {
 public:
  /// Every occurrence of a known text becomes a place. One that is a number must not be part of a longer number.
  [[nodiscard]] static Mould of(std::string_view text, const std::vector<Known>& known);

  /// Appends the text with these values in its places.
  void fill(const Values& values, std::string& out) const;
  [[nodiscard]] std::string filled(const Values& values) const;
  /// The one place that is the whole text, if it is nothing else.
  [[nodiscard]] bool is_place(std::size_t place) const;

 private:
  struct Piece {
    std::string before;
    std::size_t place = 0;
  };
  std::vector<Piece> pieces_;
  std::string rest_;
};

}  // namespace opencarnet::bench
