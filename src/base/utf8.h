// Text is UTF-8 inside the program and in both databases: what comes in as bytes is checked where it becomes text.
#pragma once
#include <string_view>

namespace opencarnet {

/// Well-formed by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace opencarnet
