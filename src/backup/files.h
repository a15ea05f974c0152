// Files that are there whole or not at all.
#pragma once
#include <string>

namespace opencarnet::backup {

/// A file that is being made, beside the place it is meant for and readable by its owner only. It gets its name when it
/// is placed; before that, whatever goes wrong, it is removed.
class Draft {
 public:
  /// Throws std::runtime_error where something has that name already, or where nothing can be made there.
  explicit Draft(std::string name);
  ~Draft();
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  /// Where to write.
  [[nodiscard]] const std::string& path() const { return path_; }
  /// Makes the content durable and gives it its name; never takes the place of another file.
  void place();
  /// Takes back what was placed.
  void withdraw() noexcept;

 private:
  std::string name_, path_;
  bool placed_ = false;
};

void write_text(const std::string& path, const std::string& text);
/// Both are there; the second one gets what the first one holds.
void copy_content(const std::string& from, const std::string& to);

}  // namespace opencarnet::backup
