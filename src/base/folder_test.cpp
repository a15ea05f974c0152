#include "base/folder.h"

#include <array>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace opencarnet {

TEST(Folder, reads_the_same_from_disk_and_from_the_program) {
  static constexpr std::array<EmbeddedFile, 2> files{
      {{"words.csv", "code,name\nPE,equipment\n"}, {"overlay/words.csv", "code,name\nEF,fairs\n"}}};
  const auto path = std::filesystem::path(testing::TempDir()) / "opencarnet-folder-test";
  std::filesystem::create_directories(path / "overlay");
  for (const auto& file : files) std::ofstream(path / std::string(file.name)) << file.text;
  for (const auto& folder : {Folder(path.string()), Folder(files)}) {
    EXPECT_EQ(folder.csv("words.csv").at(0)["name"], "equipment");
    EXPECT_EQ((folder / "overlay").csv("words.csv").at(0)["name"], "fairs");
    EXPECT_TRUE((folder / "overlay").holds("words.csv"));
    EXPECT_FALSE((folder / "overlay").holds("units.csv"));
    EXPECT_THROW((void)folder.csv("units.csv"), CsvFault);
  }
  std::filesystem::remove_all(path);
}

}  // namespace opencarnet
