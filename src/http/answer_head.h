// The first bytes of an answer.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/server.h"

namespace opencarnet::http {

struct AnswerShape {
  bool keep_alive = false, http_1_0 = false;
  std::optional<std::size_t> length;  // none: a stream
};

[[nodiscard]] std::string_view reason_phrase(int status);
/// Status line and headers up to the empty line. Framing headers are ours; a line break in a value becomes a blank.
[[nodiscard]] std::string answer_head(const Response& response, AnswerShape shape);
/// "413 Content Too Large" as a line of text.
[[nodiscard]] Response plain_refusal(int status);

}  // namespace opencarnet::http
