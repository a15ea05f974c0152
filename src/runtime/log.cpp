#include "runtime/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cmath>

#include "base/time.h"

namespace opencarnet::runtime {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::shared_ptr<spdlog::logger> make(const spdlog::sink_ptr& sink, spdlog::level::level_enum level) {
  auto logger = std::make_shared<spdlog::logger>("opencarnet", sink);
  logger->set_pattern("%v");  // the line is JSON already
  logger->set_level(level);
  logger->flush_on(spdlog::level::warn);
  logger->set_error_handler([](const std::string&) {});  // a full disk must not stop the service
  return logger;
}

std::shared_ptr<spdlog::logger>& current() {
  static auto logger = make(std::make_shared<spdlog::sinks::stderr_sink_mt>(), spdlog::level::warn);
  return logger;
}

}  // namespace

void open_log(std::string_view level, const std::string& file) {
  spdlog::sink_ptr sink;
  try {
    if (file.empty()) {
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
      sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
    }
  } catch (const spdlog::spdlog_ex& error) {
    throw std::runtime_error{fmt::format("cannot write the log {}: {}", file, error.what())};
  }
  current() = make(sink, spdlog::level::from_str(std::string{level}));
  static std::once_flag once;
  std::call_once(once, [] { spdlog::flush_every(std::chrono::seconds{1}); });
  spdlog::set_default_logger(current());
}

void close_log() { current()->flush(); }

void log(Level level, std::string_view message, const nlohmann::json& fields) {
  const auto& logger = current();
  if (!logger->should_log(spdlog_level(level))) return;
  static constexpr std::array<std::string_view, 4> names{"debug", "info", "warn", "error"};
  try {
    nlohmann::ordered_json line;
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    line["at"] = to_text(Instant{now});
    line["level"] = names.at(static_cast<std::size_t>(level));
    line["message"] = message;
    for (const auto& [name, value] : fields.items()) line[name] = value;
    logger->log(spdlog_level(level), line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  } catch (const std::exception&) {  // out of memory: the request matters more than its line
  }
}

void log(Level level, std::string_view message) { log(level, message, nlohmann::json::object()); }

void log_request(const RequestLine& line) {
  nlohmann::json fields{{"request_id", line.request_id},
                        {"operation", line.operation},
                        {"method", line.method},
                        {"status", line.status},
                        {"ms", std::round(line.ms * 100) / 100}};
  if (!line.actor_kind.empty()) fields["actor_kind"] = line.actor_kind;
  if (!line.code.empty()) fields["code"] = line.code;
  if (!line.incident.empty()) fields["incident"] = line.incident;
  log(line.status >= 500 ? Level::warn : Level::info, "request", fields);
}

}  // namespace opencarnet::runtime
