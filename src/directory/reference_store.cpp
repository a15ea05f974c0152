#include "directory/reference_store.h"

#include "directory/queries.h"
#include "directory/reference_files.h"

namespace opencarnet::directory {
namespace {

using platform::Bind;

enum class Changes { kept, none };  // whether the table remembers that somebody changed a row

struct File {
  std::string_view name;
  const platform::Query& query;
  Changes changes;
  std::vector<std::string_view> numbers;   // columns that hold whole numbers or 0/1
  std::vector<std::string_view> optional;  // columns where empty means unknown, stored as NULL
};

bool holds(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// In the order in which rows refer to each other.
const std::vector<File>& files() {
  static const std::vector<File> list{
      {"territories",
       sql::put_territory,
       Changes::kept,
       {"two_step_export", "refuses_split_importation", "late_transit_close", "refuses_expired_carnets", "enabled"},
       {}},
      {"countries", sql::put_country, Changes::kept, {"enabled"}, {"territory", "guaranteed_by"}},
      {"uses", sql::put_use, Changes::none, {}, {}},
      {"territory_uses", sql::put_territory_use, Changes::kept, {"accepted"}, {}},
      {"currencies", sql::put_currency, Changes::none, {"minor_units"}, {}},
      {"units", sql::put_unit, Changes::none, {}, {}},
      {"digital_dates", sql::put_digital_date, Changes::kept, {}, {"provisional", "confirmed", "notified_on"}},
      {"associations", sql::put_association, Changes::kept, {"enabled"}, {"parent"}},
  };
  return list;
}

std::string name_of(const File& file) { return fmt::format("{}.csv", file.name); }

void load(platform::Session& session, const File& file, const Folder& folder, std::optional<std::string> changed_at) {
  const auto table = folder.csv(name_of(file));
  table.for_each([&](const Csv::Row& row) {
    std::vector<Bind> binds;
    for (const auto& column : table.columns()) {
      if (holds(file.numbers, column)) {
        binds.emplace_back(column, row.number(column));
      } else if (holds(file.optional, column) && row[column].empty()) {
        binds.emplace_back(column, nullptr);
      } else {
        binds.emplace_back(column, row[column]);
      }
    }
    if (file.changes == Changes::kept) binds.emplace_back("changed_at", changed_at);
    session.run(file.query, binds);
  });
}

}  // namespace

Folder built_in_reference() { return std::span<const EmbeddedFile>(reference_files); }

void load_reference(platform::Session& session, const Folder& folder) {
  for (const auto& file : files()) load(session, file, folder, {});
}

void load_overlay(platform::Session& session, const Folder& folder, Instant changed_at) {
  for (const auto& file : files())
    if (folder.holds(name_of(file))) load(session, file, folder, to_text(changed_at));
}

}  // namespace opencarnet::directory
