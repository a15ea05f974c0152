// The commands as an operator types them: exit codes, what is said, and what a full disk leaves behind.
#include <sys/wait.h>

#include <array>
#include <cstdlib>

#include "backup/copies.h"
#include "backup/files.h"

namespace opencarnet::backup {
namespace {

namespace fs = std::filesystem;

struct Typed {
  int status = 0;
  std::string output;
};

Typed run(const std::string& command) {
  auto* pipe = popen(command.c_str(), "r");
  Typed typed;
  std::array<char, 512> piece{};
  while (fgets(piece.data(), static_cast<int>(piece.size()), pipe) != nullptr) typed.output += piece.data();
  const int status = pclose(pipe);
  typed.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return typed;
}

// OPENCARNET_DATABASE and not a flag: a password in it would be readable by all.
std::string settings(const std::string& database, const std::string& data_dir) {
  return fmt::format("export OPENCARNET_DATABASE='{}' OPENCARNET_DATA_DIR='{}';", database, data_dir);
}

Typed type(const std::string& database, const std::string& data_dir, const std::string& words,
           const std::string& before = {}) {
  return run(fmt::format("{} {} exec '{}' {} 2>&1", before, settings(database, data_dir), OPENCARNET_PROGRAM, words));
}

// Waits for the server's first words, then ends it as an operator would.
Typed serve_once(const std::string& database, const std::string& data_dir, const std::string& log) {
  return run(
      fmt::format("{0} '{1}' serve --demo --port 0 > '{2}' 2>&1 & p=$!; until grep -q serves '{2}' || ! kill -0 "
                  "$p; do sleep 0.05; done; cat '{2}'; kill -TERM $p; wait $p",
                  settings(database, data_dir), OPENCARNET_PROGRAM, log));
}

bool holds(const Typed& typed, const std::string& part) { return typed.output.find(part) != std::string::npos; }

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// Files end at 16 KiB, for children too: the nearest a test comes to a disk that is full.
constexpr auto full_disk = "trap '' XFSZ; ulimit -f 32;";

struct Program : Copies {};
INSTANTIATE_FOR_BOTH_ENGINES(Program);

TEST_P(Program, Backup_restore_and_verify_say_what_they_did_by_their_exit_code) {
  support::Journey{server()}.ready();
  const auto made = type(server().settings().database, server().settings().data_dir, "backup --to " + file());
  EXPECT_EQ(made.status, 0) << made.output;
  EXPECT_TRUE(holds(made, "Keep " + server().settings().data_dir + "/master.key (" + master()->fingerprint() + ")"))
      << made.output;
  EXPECT_EQ(names_in(folder()), (std::vector<std::string>{"carnets.backup", "carnets.backup.manifest.json"}));
  const auto rights = fs::status(file()).permissions();
  EXPECT_EQ(rights, fs::perms::owner_read | fs::perms::owner_write);

  const auto place = empty_place();
  const auto restored = type(place, server().settings().data_dir, "restore --from " + file());
  EXPECT_EQ(restored.status, 0) << restored.output;
  EXPECT_TRUE(holds(restored, "Nothing was found.")) << restored.output;
  const auto again = type(place, server().settings().data_dir, "restore --from " + file());
  EXPECT_EQ(again.status, 1) << again.output;

  const auto served = serve_once(place, server().settings().data_dir, file("log"));
  EXPECT_TRUE(served.status == 0 && holds(served, "OpenCarnet serves")) << served.output;
  EXPECT_EQ(type(place, server().settings().data_dir, "verify").status, 0);
  platform::Database::open({place, 1})->write([](platform::Session& session) {
    session.script("UPDATE event_head SET last_position = last_position + 7");
    return platform::Outcome::commit;
  });
  const auto found = type(place, server().settings().data_dir, "verify");
  EXPECT_EQ(found.status, 1);
  EXPECT_TRUE(holds(found, "FOUND events") && holds(found, "1 findings.")) << found.output;
}

TEST_P(Program, A_missing_file_or_database_is_told_and_never_made) {
  const auto without = type(server().settings().database, server().settings().data_dir, "backup");
  EXPECT_EQ(without.status, 2);
  EXPECT_TRUE(holds(without, "--to is required")) << without.output;
  for (const auto* words : {"verify", "backup --to x.backup"}) {
    const auto nowhere = type("sqlite:" + file("nowhere.db"), folder().string(), words);
    EXPECT_EQ(nowhere.status, 1);
    EXPECT_TRUE(holds(nowhere, "nowhere.db is not there")) << nowhere.output;
  }
  EXPECT_TRUE(names_in(folder()).empty());
}

TEST_P(Program, The_master_key_is_asked_for_and_never_made_anew_nor_mistaken) {
  back_up();
  const auto place = empty_place(), without = file("elsewhere"), wrong = file("wrong");
  const auto restored = type(place, without, "restore --from " + file());
  EXPECT_EQ(restored.status, 0) << restored.output;
  EXPECT_TRUE(holds(restored, "put the master key " + master()->fingerprint() + " into data_dir")) << restored.output;

  const auto served = type(place, without, "serve --port 0");
  EXPECT_EQ(served.status, 1) << served.output;
  EXPECT_TRUE(holds(served, "master.key: is not there")) << served.output;
  EXPECT_FALSE(fs::exists(without + "/master.key"));

  (void)keystore::MasterKey::read_or_make(wrong + "/master.key");
  const auto mistaken = type(place, wrong, "backup --to " + file("mistaken.backup"));
  EXPECT_EQ(mistaken.status, 1) << mistaken.output;
  EXPECT_TRUE(holds(mistaken, "sealed under another master key")) << mistaken.output;
  EXPECT_FALSE(fs::exists(file("mistaken.backup")));
}

TEST_P(Program, What_it_makes_only_its_owner_may_read) {
  const auto data_dir = file("data"), database = "sqlite:" + file("data/own.db");
  const auto served = serve_once(database, data_dir, file("log"));
  EXPECT_EQ(served.status, 0) << served.output;
  for (const auto* name : {"data", "data/own.db", "data/master.key"})
    EXPECT_EQ(fs::status(file(name)).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none)
        << name;
}

TEST_P(Program, A_mistyped_place_is_named) {
  back_up();
  const auto& settings = server().settings();
  const auto nowhere = type(settings.database, settings.data_dir, "backup --to " + file("no/such.backup"));
  EXPECT_TRUE(nowhere.status == 1 && holds(nowhere, "there is no folder " + file("no"))) << nowhere.output;
  const auto folder_named = type(empty_place(), settings.data_dir, "restore --from " + folder().string());
  EXPECT_TRUE(folder_named.status == 1 && holds(folder_named, "is a folder")) << folder_named.output;
  write_text(file("torn.db"), std::string(4096, 'x'));
  const auto torn = type("sqlite:" + file("torn.db"), settings.data_dir, "verify");
  EXPECT_TRUE(torn.status == 1 && holds(torn, "torn.db cannot be opened") && holds(torn, "restore a backup"))
      << torn.output;
}

TEST_P(Program, Q7_a_full_disk_leaves_nothing_half_done) {
  const auto failed =
      type(server().settings().database, server().settings().data_dir, "backup --to " + file(), full_disk);
  EXPECT_EQ(failed.status, 1) << failed.output;
  EXPECT_TRUE(names_in(folder()).empty()) << failed.output;

  back_up();
  const auto place = empty_place();
  if (GetParam() == platform::Engine::postgres)
    return;  // there the disk is the server's, and one transaction takes all
  const auto not_restored = type(place, server().settings().data_dir, "restore --from " + file(), full_disk);
  EXPECT_EQ(not_restored.status, 1) << not_restored.output;
  EXPECT_FALSE(fs::exists(place.substr(7))) << not_restored.output;
  for (const auto& name : names_in(fs::path(place.substr(7)).parent_path()))
    EXPECT_EQ(name.find(".partial"), std::string::npos) << name;
}

}  // namespace
}  // namespace opencarnet::backup
