#include "backup/copies.h"

#include <cstdlib>

namespace opencarnet::backup {

namespace fs = std::filesystem;

void Copies::SetUp() {
  std::string pattern = (fs::temp_directory_path() / "opencarnet-backup.XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  folder_ = pattern;
}

void Copies::TearDown() {
  places_.clear();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::optional<keystore::MasterKey> Copies::master() {
  return keystore::MasterKey::read(server().settings().data_dir + "/master.key");
}

std::string Copies::empty_place() {
  places_.push_back(std::make_unique<support::FreshDatabase>(GetParam(), false));
  return places_.back()->url();
}

Manifest Copies::back_up(const std::string& name) {
  return make_backup({server().settings().database, file(name), master()}, platform::Clock());
}

std::int64_t Copies::restore(const std::string& url, const std::string& name) {
  told.clear();
  return restore_backup({url, file(name), master()}, [this](const std::string& line) { told.push_back(line); });
}

std::int64_t Copies::verify_at(const std::string& url, const std::optional<keystore::MasterKey>& key) {
  told.clear();
  return verify(*open_existing(url), key, [this](const std::string& line) { told.push_back(line); });
}

bool Copies::was_told(const std::string& part) const {
  return std::any_of(told.begin(), told.end(),
                     [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

std::string Copies::all_told() const {
  std::string text;
  for (const auto& line : told) text += line + "\n";
  return text;
}

std::string Copies::refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::runtime_error& problem) {
    return problem.what();
  }
  return {};
}

}  // namespace opencarnet::backup
