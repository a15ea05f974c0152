#include "platform/ordered_ids.h"

#include <mutex>

#include "base/ids.h"

namespace opencarnet::platform {
namespace {

// The next larger text of the same length in the alphabet of ids.
void increment(std::string& id) {
  constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  for (auto at = id.size(); at-- > 0;) {
    const auto digit = alphabet.find(id[at]);
    if (digit + 1 < alphabet.size()) {
      id[at] = alphabet[digit + 1];
      return;
    }
    id[at] = alphabet.front();
  }
}

}  // namespace

std::string next_ordered_id() {
  static std::mutex mutex;
  static std::string last;
  auto id = new_id();
  const std::lock_guard lock(mutex);
  if (id <= last) {
    id = last;
    increment(id);
  }
  last = id;
  return id;
}

}  // namespace opencarnet::platform
