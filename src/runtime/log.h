// Log lines as JSON, one a line. Never bodies, codes, tokens, cookies or query texts: a log is read by many.
#pragma once
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace opencarnet::runtime {

enum class Level { debug, info, warn, error };

/// Opens the log of the process. `file` empty: standard error. Throws std::runtime_error when it cannot be written.
/// Before that, lines of `warn` and above go to standard error.
void open_log(std::string_view level, const std::string& file = {});
/// Writes what is still held back; at the end of the program.
void close_log();

/// One line: {"at": …, "level": …, "message": …} and the fields. Thread-safe, never throws; bytes that are not UTF-8
/// are replaced.
void log(Level level, std::string_view message, const nlohmann::json& fields);
void log(Level level, std::string_view message);

/// The line of one finished request.
struct RequestLine {
  std::string_view request_id, operation, method;  // the operation, not the path: paths hold identifiers
  int status = 0;
  double ms = 0;
  std::string_view actor_kind;  // "officer", "client" …, empty for nobody
  std::string_view code;        // of a refusal
  std::string_view incident;    // of a fault
};
/// Level info; warn from 500 on.
void log_request(const RequestLine& line);

}  // namespace opencarnet::runtime
