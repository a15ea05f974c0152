#include "base/folder.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace opencarnet {

std::string Folder::path_to(std::string_view name) const {
  return path_.empty() ? std::string(name) : fmt::format("{}/{}", path_, name);
}

const EmbeddedFile* Folder::embedded(std::string_view path) const {
  const auto found =
      std::find_if(embedded_->begin(), embedded_->end(), [&](const EmbeddedFile& file) { return file.name == path; });
  return found == embedded_->end() ? nullptr : &*found;
}

Folder Folder::operator/(std::string_view name) const {
  Folder inner(path_to(name));
  inner.embedded_ = embedded_;
  return inner;
}

bool Folder::holds(std::string_view name) const {
  const auto path = path_to(name);
  return embedded_ ? embedded(path) != nullptr : std::filesystem::exists(path);
}

Csv Folder::csv(std::string_view name) const {
  const auto path = path_to(name);
  if (!embedded_) return Csv::read_file(path);
  const auto* file = embedded(path);
  if (file == nullptr) throw CsvFault(fmt::format("{}: not among the embedded files", path));
  try {
    return Csv::parse(file->text);
  } catch (const CsvFault& fault) {
    throw CsvFault(fmt::format("{}: {}", path, fault.what()));
  }
}

}  // namespace opencarnet
