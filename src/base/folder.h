// A folder of text files: on disk, or embedded in the program, which then needs no source tree.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/csv.h"

namespace opencarnet {

/// `name` is the path below the embedded folder: "overlay/countries.csv".
struct EmbeddedFile {
  std::string_view name, text;
};

class Folder {
 public:
  /// A folder on disk.
  Folder(std::string path) : path_(std::move(path)) {}
  Folder(const char* path) : path_(path) {}
  /// Files that outlive this.
  Folder(std::span<const EmbeddedFile> files) : embedded_(files) {}

  /// The folder of that name in this one.
  [[nodiscard]] Folder operator/(std::string_view name) const;
  [[nodiscard]] bool holds(std::string_view name) const;
  /// Throws CsvFault naming the file when it is not there or not the CSV it should be.
  [[nodiscard]] Csv csv(std::string_view name) const;

 private:
  [[nodiscard]] std::string path_to(std::string_view name) const;
  [[nodiscard]] const EmbeddedFile* embedded(std::string_view path) const;

  std::string path_;  // of an embedded folder: what comes before the names
  std::optional<std::span<const EmbeddedFile>> embedded_;
};

}  // namespace opencarnet
