#include "program/mould.h"

#include <algorithm>
#include <cctype>

namespace opencarnet::bench {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// 1000007 must not be found in 21000007, nor in 10000071.
bool stands_alone(std::string_view text, std::size_t at, const std::string& known) {
  if (!std::all_of(known.begin(), known.end(), is_digit)) return true;
  const auto end = at + known.size();
  return (at == 0 || !is_digit(text[at - 1])) && (end == text.size() || !is_digit(text[end]));
}

}  // namespace

Mould Mould::of(std::string_view text, const std::vector<Known>& known) {
  Mould mould;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const Known& candidate) {
      return !candidate.text.empty() && text.compare(at, candidate.text.size(), candidate.text) == 0 &&
             stands_alone(text, at, candidate.text);
    });
    if (found == known.end()) {
      ++at;
      continue;
    }
    mould.pieces_.push_back({std::string(text.substr(begin, at - begin)), found->place});
    at += found->text.size();
    begin = at;
  }
  mould.rest_ = text.substr(begin);
  return mould;
}

void Mould::fill(const Values& values, std::string& out) const {
  for (const auto& piece : pieces_) {
    out += piece.before;
    values.append(piece.place, out);
  }
  out += rest_;
}

std::string Mould::filled(const Values& values) const {
  std::string out;
  fill(values, out);
  return out;
}

bool Mould::is_place(std::size_t place) const {
  return pieces_.size() == 1 && pieces_.front().before.empty() && rest_.empty() && pieces_.front().place == place;
}

}  // namespace opencarnet::bench
