// What the tests of backups share: a folder for the files, a database to restore into, what was told.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "backup/backup.h"
#include "support/journey.h"

namespace opencarnet::backup {

class Copies : public support::OverHttp {
 public:
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] std::string file(const std::string& name = "carnets.backup") const { return (folder_ / name).string(); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] static std::optional<keystore::MasterKey> master();
  /// A place that is empty: no file yet, or a database without a table.
  [[nodiscard]] std::string empty_place();

  /// Of the running server, with its key.
  Manifest back_up(const std::string& name = "carnets.backup");
  /// Findings of the restore; what it told stands in `told`.
  std::int64_t restore(const std::string& url, const std::string& name = "carnets.backup");
  std::int64_t verify_at(const std::string& url, const std::optional<keystore::MasterKey>& key = master());

  [[nodiscard]] bool was_told(const std::string& part) const;
  [[nodiscard]] std::string all_told() const;
  /// Why it throws; empty where it does not.
  static std::string refusal(const std::function<void()>& work);

  std::vector<std::string> told;

 private:
  std::filesystem::path folder_;
  std::vector<std::unique_ptr<support::FreshDatabase>> places_;
};

}  // namespace opencarnet::backup
