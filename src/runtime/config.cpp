#include "runtime/config.h"

#include <unistd.h>

#include <toml++/toml.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "base/time.h"

namespace opencarnet::runtime {
namespace {

using Field = std::variant<std::string Config::*, int Config::*, bool Config::*, std::vector<std::string> Config::*>;

struct Setting {
  std::string_view name;
  Field field;
  std::string_view help;
  int least = 0, most = 0;
  bool secret = false;
};

const std::vector<Setting>& settings() {
  static const std::vector<Setting> all{
      {"address", &Config::address, "Address to listen on"},
      {"port", &Config::port, "Port to listen on; 0 takes a free one", 0, 65'535},
      {"public_hosts", &Config::public_hosts, "Host names browsers may use, separated by commas"},
      {"public_url", &Config::public_url, "Base of links in letters"},
      {"trusted_proxies", &Config::trusted_proxies, "Addresses of proxies whose X-Forwarded headers count"},
      {"database", &Config::database, "sqlite:<path> or postgresql://user@/name?host=<directory>"},
      {"data_dir", &Config::data_dir, "Directory for files of this process"},
      {"demo", &Config::demo, "Serve the demo world"},
      {"demo_carnets", &Config::demo_carnets, "Demo only: how many of its carnets to make at the first start", 0, 200},
      {"clock", &Config::clock, "Demo only: start at this instant, like 2027-01-09T08:00:00Z"},
      {"workers", &Config::workers, "Threads that run requests", 1, 256},
      {"io_threads", &Config::io_threads, "Threads that read and write connections", 1, 64},
      {"max_waiting", &Config::max_waiting, "Requests that may wait for a worker", 1, 100'000},
      {"tenant_rate", &Config::tenant_rate,
       "Requests a second of one tenant; 0: no limit; not set: 500, in the demo none", 0, 1'000'000},
      {"smtp_url", &Config::smtp_url, "Mail server; none keeps letters in the development mailbox"},
      {"smtp_user", &Config::smtp_user, "User at the mail server"},
      {"smtp_password", &Config::smtp_password, "Password at the mail server", 0, 0, true},
      {"mail_from", &Config::mail_from, "Sender of letters"},
      {"log_level", &Config::log_level, "debug, info, warn or error"},
      {"log_file", &Config::log_file, "File for the log; none writes to standard error"},
      {"check_answers", &Config::check_answers, "Check every answer against the contract"},
  };
  return all;
}

std::string flag_of(std::string_view name) {
  std::string flag{"--"};
  flag += name;
  std::ranges::replace(flag, '_', '-');
  return flag;
}

std::string variable_of(std::string_view name) {
  std::string variable{"OPENCARNET_"};
  for (const char c : name) variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return variable;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    auto part = text.substr(0, comma);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

/// Empty when the text was understood, else what would be.
std::string set_from_text(Config& config, const Setting& setting, const std::string& text) {
  if (const auto* field = std::get_if<std::string Config::*>(&setting.field)) {
    config.*(*field) = text;
  } else if (const auto* list = std::get_if<std::vector<std::string> Config::*>(&setting.field)) {
    config.*(*list) = split(text);
  } else if (const auto* flag = std::get_if<bool Config::*>(&setting.field)) {
    if (text != "true" && text != "false" && text != "1" && text != "0") return "true or false";
    config.*(*flag) = text == "true" || text == "1";
  } else {
    const bool digits = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == text.npos;
    const int value = digits ? std::stoi(text) : -1;
    if (value < setting.least || value > setting.most) {
      return fmt::format("a whole number from {} to {}", setting.least, setting.most);
    }
    config.*std::get<int Config::*>(setting.field) = value;
  }
  return {};
}

std::string set_from_toml(Config& config, const Setting& setting, const toml::node& node) {
  if (std::holds_alternative<std::vector<std::string> Config::*>(setting.field)) {
    const auto* array = node.as_array();
    if (array == nullptr) return "a list of texts";
    std::vector<std::string> values;
    for (const auto& element : *array) {
      const auto text = element.value_exact<std::string>();
      if (!text) return "a list of texts";
      values.push_back(*text);
    }
    config.*std::get<std::vector<std::string> Config::*>(setting.field) = std::move(values);
    return {};
  }
  if (std::holds_alternative<bool Config::*>(setting.field)) {
    const auto value = node.value_exact<bool>();
    return value ? set_from_text(config, setting, *value ? "true" : "false") : "true or false";
  }
  if (std::holds_alternative<int Config::*>(setting.field)) {
    const auto value = node.value_exact<std::int64_t>();
    return set_from_text(config, setting, value ? std::to_string(*value) : "");
  }
  const auto value = node.value_exact<std::string>();
  return value ? set_from_text(config, setting, *value) : "a text in quotes";
}

const Setting* find(std::string_view name) {
  const auto found = std::ranges::find(settings(), name, &Setting::name);
  return found == settings().end() ? nullptr : &*found;
}

void read_file(const std::string& path, Config& config, std::vector<std::string>& wrong) {
  toml::table table;
  try {
    table = toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    wrong.push_back(fmt::format("{}:{}: {}", path, error.source().begin.line, error.description()));
    return;
  }
  for (const auto& [key, node] : table) {
    const auto place = fmt::format("{}:{}: {}", path, node.source().begin.line, std::string_view{key});
    const auto* setting = find(key);
    if (setting == nullptr) {
      wrong.push_back(fmt::format("{} is not a setting", place));
    } else if (const auto wanted = set_from_toml(config, *setting, node); !wanted.empty()) {
      wrong.push_back(fmt::format("{} must be {}", place, wanted));
    }
  }
}

void read_environment(const std::map<std::string, std::string>& variables, Config& config,
                      std::vector<std::string>& wrong) {
  // Test programs and scripts have their own: what is not a setting of the server is not ours to judge.
  static const std::string config_name = "OPENCARNET_CONFIG", tests = "OPENCARNET_TEST_";
  for (const auto& [name, text] : variables) {
    if (!name.starts_with("OPENCARNET_") || name == config_name || name.starts_with(tests)) continue;
    const auto setting = std::ranges::find(settings(), name, [](const Setting& s) { return variable_of(s.name); });
    if (setting == settings().end()) {
      wrong.push_back(fmt::format("environment: {} is not a setting", name));
    } else if (const auto wanted = set_from_text(config, *setting, text); !wanted.empty()) {
      wrong.push_back(fmt::format("environment: {} must be {}", name, wanted));
    }
  }
}

void judge(const Config& config, std::vector<std::string>& wrong) {
  static const std::vector<std::string> levels{"debug", "info", "warn", "error"};
  if (std::ranges::find(levels, config.log_level) == levels.end()) {
    wrong.push_back("log_level must be debug, info, warn or error");
  }
  if (!config.clock.empty() && !config.demo) wrong.push_back("clock can be set in demo mode only");
  if (!config.clock.empty() && !parse_instant(config.clock)) {
    wrong.push_back("clock must be an instant like 2027-01-09T08:00:00Z");
  }
  const auto& url = config.database;
  if (!url.empty() && !url.starts_with("sqlite:") && !url.starts_with("postgresql://")) {
    wrong.push_back("database must begin with sqlite: or postgresql://");
  }
  if (!config.smtp_url.empty() && !config.smtp_url.starts_with("smtp://") && !config.smtp_url.starts_with("smtps://")) {
    wrong.push_back("smtp_url must begin with smtp:// or smtps://");
  }
  if (config.public_hosts.empty()) wrong.push_back("public_hosts must name at least one host");
}

std::string told(const std::vector<std::string>& wrong) {
  std::string text = "These settings cannot be used:\n";
  for (const auto& line : wrong) text += "  " + line + "\n";
  return text + "See --help for all settings.\n";
}

std::string value_of(const Config& config, const Setting& setting) {
  if (const auto* text = std::get_if<std::string Config::*>(&setting.field)) return config.*(*text);
  if (const auto* flag = std::get_if<bool Config::*>(&setting.field)) return config.*(*flag) ? "true" : "false";
  if (const auto* number = std::get_if<int Config::*>(&setting.field)) return std::to_string(config.*(*number));
  return fmt::format("{}", fmt::join(config.*std::get<std::vector<std::string> Config::*>(setting.field), ", "));
}

}  // namespace

std::string Config::database_url() const {
  return database.empty() ? "sqlite:" + (std::filesystem::path{data_dir} / "opencarnet.db").string() : database;
}

std::string Config::base_url() const {
  return public_url.empty() ? fmt::format("http://{}:{}", public_hosts.empty() ? address : public_hosts.front(), port)
                            : public_url;
}

int Config::tenant_limit() const {
  if (tenant_rate >= 0) return tenant_rate;
  return demo ? 0 : 500;
}

std::variant<Config, Leave> read_config(std::span<const std::string> arguments,
                                        const std::map<std::string, std::string>& environment,
                                        std::span<const Command> commands) {
  Config config;
  std::map<std::string_view, std::string> given;
  std::string file;
  CLI::App app{"OpenCarnet: the open system that takes the ATA carnet digital.", "opencarnet"};
  app.get_formatter()->column_width(34);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--config", file, "File of settings (TOML); also OPENCARNET_CONFIG");
  for (const auto& setting : settings()) {
    auto& text = given[setting.name];
    const auto help = fmt::format("{} [{}]", setting.help, setting.secret ? "" : value_of(config, setting));
    if (std::holds_alternative<bool Config::*>(setting.field)) {
      app.add_flag_callback(
          flag_of(setting.name), [&text] { text = "true"; }, help);
    } else {
      app.add_option(flag_of(setting.name), text, help)->type_name("");
    }
  }
  for (const auto& command : commands) {
    auto* added = app.add_subcommand(command.name, command.purpose);
    added->callback([&config, &command] { config.command = command.name; });
    if (!command.file_flag.empty()) added->add_option(command.file_flag, config.file)->required()->type_name("<file>");
  }
  app.footer("Every setting can stand in the file as name = value and in the environment as OPENCARNET_NAME.");
  try {
    std::vector<std::string> backwards{arguments.rbegin(), arguments.rend()};
    app.parse(std::move(backwards));
  } catch (const CLI::Success&) {
    return Leave{.status = 0, .text = app.help()};
  } catch (const CLI::ParseError& error) {
    return Leave{.status = 2, .text = fmt::format("{}\nSee --help for all settings.\n", error.what())};
  }

  std::vector<std::string> wrong;
  if (file.empty() && environment.contains("OPENCARNET_CONFIG")) file = environment.at("OPENCARNET_CONFIG");
  if (!file.empty()) read_file(file, config, wrong);
  read_environment(environment, config, wrong);
  for (const auto& setting : settings()) {
    const auto flag = flag_of(setting.name);
    if (app.count(flag) == 0) continue;
    const auto wanted = set_from_text(config, setting, given[setting.name]);
    if (!wanted.empty()) wrong.push_back(fmt::format("{} must be {}", flag, wanted));
  }
  judge(config, wrong);
  if (!wrong.empty()) return Leave{.status = 2, .text = told(wrong)};
  return config;
}

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text{*entry};
    const auto equals = text.find('=');
    if (equals != text.npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::string describe(const Config& config) {
  std::string text;
  for (const auto& setting : settings()) {
    auto value = value_of(config, setting);
    // A password may also stand inside a URL: postgresql://user:password@host.
    const auto at = value.find('@'), scheme = value.find("://");
    if (scheme != value.npos && at != value.npos && value.find(':', scheme + 3) < at) {
      value.replace(value.find(':', scheme + 3), at - value.find(':', scheme + 3), ":…");
    }
    if (setting.secret && !value.empty()) value = "…";
    text += fmt::format("{} = {}\n", setting.name, value);
  }
  return text;
}

}  // namespace opencarnet::runtime
