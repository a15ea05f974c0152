#include "runtime/config.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace opencarnet::runtime {
namespace {

const std::vector<Command> commands{{"serve", "Serve"}, {"migrate", "Bring the schema up"}};

std::variant<Config, Leave> read(std::vector<std::string> arguments,
                                 std::map<std::string, std::string> variables = {}) {
  return read_config(arguments, variables, commands);
}

struct File {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("opencarnet-config-{}.toml", ::getpid());
  explicit File(std::string_view text) { std::ofstream{path} << text; }
  ~File() { std::filesystem::remove(path); }
};

TEST(Config, Defaults_serve_on_this_machine_only_and_keep_data_in_a_file) {
  const auto config = std::get<Config>(read({"serve"}));
  EXPECT_EQ(config.command, "serve");
  EXPECT_EQ(config.address, "127.0.0.1");
  EXPECT_EQ(config.database_url(), "sqlite:data/opencarnet.db");
  EXPECT_EQ(config.base_url(), "http://localhost:8080");
}

TEST(Config, A_flag_beats_the_environment_which_beats_the_file) {
  const File file{"port = 1\nworkers = 2\nio_threads = 3\npublic_hosts = ['a', 'b']\n"};
  const auto config = std::get<Config>(read({"serve", "--port", "7", "--demo", "--config", file.path.string()},
                                            {{"OPENCARNET_PORT", "8"}, {"OPENCARNET_WORKERS", "9"}, {"PATH", "x"}}));
  EXPECT_EQ(config.port, 7);
  EXPECT_EQ(config.workers, 9);
  EXPECT_EQ(config.io_threads, 3);
  EXPECT_EQ(config.public_hosts, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(config.demo);
}

TEST(Config, Everything_wrong_is_told_at_once_with_its_place) {
  const File file{"prot = 80\nport = 'x'\nworkers = 1.5\n"};
  const auto leave = std::get<Leave>(read(
      {"serve", "--log-level", "loud", "--clock", "2027-01-01T00:00:00Z"},
      {{"OPENCARNET_CONFIG", file.path.string()}, {"OPENCARNET_WROKERS", "1"}, {"OPENCARNET_MAX_WAITING", "many"}}));
  EXPECT_EQ(leave.status, 2);
  for (const auto* part : {":1: prot is not a setting", ":2: port must be a whole number from 0 to 65535",
                           ":3: workers must be", "OPENCARNET_WROKERS is not a setting",
                           "OPENCARNET_MAX_WAITING must be", "log_level must be", "clock can be set"}) {
    EXPECT_NE(leave.text.find(part), leave.text.npos) << part << "\n" << leave.text;
  }
}

TEST(Config, A_file_that_is_missing_or_no_TOML_is_named) {
  EXPECT_NE(std::get<Leave>(read({"serve", "--config", "/nowhere.toml"})).text.find("/nowhere.toml"),
            std::string::npos);
  const File file{"port = \n"};
  EXPECT_NE(std::get<Leave>(read({"serve", "--config", file.path.string()})).text.find(".toml:1:"), std::string::npos);
}

TEST(Config, Help_lists_settings_and_commands_and_unknown_words_are_refused) {
  const auto help = std::get<Leave>(read({"--help"}));
  EXPECT_EQ(help.status, 0);
  for (const auto* part : {"--trusted-proxies", "serve", "migrate", "[8080]"}) {
    EXPECT_NE(help.text.find(part), help.text.npos) << help.text;
  }
  EXPECT_EQ(std::get<Leave>(read({"sevre"})).status, 2);
  EXPECT_EQ(std::get<Leave>(read({})).status, 2);
  EXPECT_EQ(std::get<Leave>(read({"serve", "--prot", "8"})).status, 2);
}

TEST(Config, A_command_takes_the_file_it_cannot_do_without) {
  const std::vector<Command> with_file{{"serve", "Serve"}, {"backup", "Copy", "--to"}};
  const std::map<std::string, std::string> none;
  const auto given = [&](std::vector<std::string> arguments) { return read_config(arguments, none, with_file); };
  EXPECT_EQ(std::get<Config>(given({"backup", "--to", "a.backup", "--data-dir", "x"})).file, "a.backup");
  EXPECT_NE(std::get<Leave>(given({"backup"})).text.find("--to is required"), std::string::npos);
  EXPECT_EQ(std::get<Leave>(given({"serve", "--to", "a.backup"})).status, 2);
}

TEST(Config, Secrets_are_not_described) {
  const auto config =
      std::get<Config>(read({"serve", "--smtp-password", "canary-1", "--database", "postgresql://u:canary-2@host/db"}));
  const auto text = describe(config);
  EXPECT_EQ(text.find("canary"), text.npos) << text;
  EXPECT_NE(text.find("database = postgresql://u:…@host/db"), text.npos) << text;
}

}  // namespace
}  // namespace opencarnet::runtime
