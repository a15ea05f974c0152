#include "backup/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

namespace opencarnet::backup {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, int problem) {
  throw std::runtime_error(path + ": " + std::strerror(problem));  // NOLINT(concurrency-mt-unsafe): one thread
}

void sync(const std::string& path, int flags) {
  const int handle = open(path.c_str(), flags | O_CLOEXEC);
  if (handle < 0) fail(path, errno);
  const int result = fsync(handle);
  const int problem = errno;
  close(handle);
  if (result != 0) fail(path, problem);
}

std::string folder_of(const std::string& path) {
  const auto folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// A link fails where the name is taken, whoever else is at work. Where links are not known, a rename that does so too.
void give_name(const std::string& path, const std::string& name) {
  if (link(path.c_str(), name.c_str()) == 0) {
    unlink(path.c_str());
    return;
  }
  const int problem = errno;
  if (problem != EPERM && problem != EOPNOTSUPP && problem != ENOSYS) fail(name, problem);
  if (renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, name.c_str(), RENAME_NOREPLACE) != 0) fail(name, errno);
}

}  // namespace

Draft::Draft(std::string name) : name_(std::move(name)), path_(fmt::format("{}.{}.partial", name_, getpid())) {
  if (fs::exists(fs::symlink_status(name_))) throw std::runtime_error(name_ + " is there already");
  if (!fs::is_directory(folder_of(name_)))
    throw std::runtime_error(fmt::format("{}: there is no folder {}", name_, folder_of(name_)));
  const int handle = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) fail(path_, errno);
  close(handle);
}

// SQLite may have left its companions where it stopped half way.
Draft::~Draft() {
  if (placed_) return;
  std::error_code ignored;
  for (const auto* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path_ + end, ignored);
}

void Draft::place() {
  sync(path_, O_RDONLY);
  give_name(path_, name_);
  placed_ = true;
  sync(folder_of(name_), O_RDONLY | O_DIRECTORY);
}

void Draft::withdraw() noexcept {
  std::error_code ignored;
  if (placed_) fs::remove(name_, ignored);
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file << text;
  file.close();
  if (!file) throw std::runtime_error(path + " could not be written");
}

void copy_content(const std::string& from, const std::string& to) {
  fs::copy_file(from, to, fs::copy_options::overwrite_existing);
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace opencarnet::backup
