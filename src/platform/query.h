// One query, embedded from sql/<name>.sql at build. The same text for both engines unless two files say otherwise.
#pragma once
#include <string_view>

namespace opencarnet::platform {

struct Query {
  std::string_view name;  // "<room>.<file>", key of the statement cache
  std::string_view sqlite, postgres;
};

}  // namespace opencarnet::platform
