// One answer as it came over the wire, and the program asked byte by byte.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/raw_socket.h"

namespace opencarnet::malice {

struct Answer {
  int status = 0;                                   // 0: the connection was closed without an answer
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;

  [[nodiscard]] std::string header(const std::string& lower_case_name) const;
};

/// Everything the server says to these bytes until it closes the connection or is silent for `patience`.
[[nodiscard]] std::string heard(std::uint16_t port, const std::string& bytes,
                                std::chrono::milliseconds patience = std::chrono::seconds{5});
/// The answers in it, one after another; a head that does not end is no answer.
[[nodiscard]] std::vector<Answer> answers_in(const std::string& bytes);
/// The answer to a request that ends the connection.
[[nodiscard]] Answer asked(std::uint16_t port, const std::string& method, const std::string& target,
                           const std::string& host, const std::vector<std::string>& header_lines = {},
                           const std::string& body = {});

}  // namespace opencarnet::malice
