#include "keystore/keystore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "base/time.h"
#include "keystore/queries.h"

namespace opencarnet::keystore {
namespace {

constexpr std::size_t key_size = 32;
constexpr auto seal_purpose = "signing keys";

struct File {
  int handle;
  explicit File(int opened) : handle(opened) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (handle >= 0) close(handle);
  }
};

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw std::runtime_error("master key " + path + ": " + what);
}

// Written beside and linked into place, so that a second process never reads half a key.
void make(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  const auto draft = path + "." + std::to_string(getpid());
  {
    const File file{open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    const auto bytes = crypto::random_bytes(key_size);
    if (file.handle < 0 || write(file.handle, bytes.data(), bytes.size()) != static_cast<ssize_t>(key_size) ||
        fsync(file.handle) != 0)
      fail(path, std::strerror(errno));
  }
  const int linked = link(draft.c_str(), path.c_str());
  const int problem = errno;
  unlink(draft.c_str());
  if (linked != 0 && problem != EEXIST) fail(path, std::strerror(problem));
}

std::string sealed(const MasterKey& master, const crypto::KeyRing& ring) {
  return crypto::seal(master.derived(seal_purpose), seal_purpose, ring.to_json().dump());
}

crypto::KeyRing opened(const MasterKey& master, const std::string& record) {
  const auto text = crypto::unseal(master.derived(seal_purpose), seal_purpose, record);
  if (!text)
    throw std::runtime_error(
        "the signing keys in the database were sealed under another master key than the one here (" +
        master.fingerprint() + "): put the system's own there");
  return crypto::KeyRing::from_json(nlohmann::json::parse(*text));
}

}  // namespace

MasterKey::MasterKey(crypto::Bytes bytes) : bytes_(std::move(bytes)) {
  if (bytes_.size() != key_size) throw std::runtime_error("a master key has 32 bytes");
}

MasterKey MasterKey::read_or_make(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0) make(path);
  return read(path).value();
}

std::optional<MasterKey> MasterKey::read(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0 && errno == ENOENT) return {};
  const File file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.handle < 0 || fstat(file.handle, &about) != 0) fail(path, std::strerror(errno));
  if ((about.st_mode & 0077U) != 0) fail(path, "others may read it; chmod 600 it");
  crypto::Bytes bytes(key_size + 1);
  const auto count = ::read(file.handle, bytes.data(), bytes.size());
  if (count != static_cast<ssize_t>(key_size)) fail(path, "is not 32 bytes long");
  bytes.resize(key_size);
  return MasterKey{std::move(bytes)};
}

crypto::Bytes MasterKey::derived(std::string_view purpose) const {
  return crypto::hmac_sha256(bytes_, crypto::bytes_of(purpose));
}

std::string MasterKey::fingerprint() const {
  return crypto::sha256_hex(crypto::text_of(derived("fingerprint"))).substr(0, 16);
}

MasterKey master_key_of(platform::Database& database, const std::string& path) {
  if (auto key = MasterKey::read(path)) return *std::move(key);
  bool sealed = false;
  database.read([&](platform::Session& session) { sealed = session.one(sql::find_ring).has_value(); });
  if (!sealed) return MasterKey::read_or_make(path);
  // Another process may have made both meanwhile, the key first.
  if (auto key = MasterKey::read(path)) return *std::move(key);
  fail(path, "is not there, and the database holds keys that were sealed under it: put the system's own there");
}

std::optional<crypto::KeyRing> find_ring(platform::Session& session, const MasterKey& master) {
  const auto row = session.one(sql::find_ring);
  if (!row) return {};
  return opened(master, row->text("sealed"));
}

crypto::KeyRing load_ring(platform::Database& database, const MasterKey& master, Instant now) {
  std::optional<std::string> record;
  const auto find = [&](platform::Session& session) {
    record.reset();
    if (const auto row = session.one(sql::find_ring)) record = row->text("sealed");
  };
  database.read(find);
  if (!record) {
    crypto::KeyRing ring;
    ring.rotate(now);
    const auto made = sealed(master, ring);
    database.write([&](platform::Session& session) {
      session.run(sql::insert_ring, {{"sealed", made}, {"changed_at", to_text(now)}});
      find(session);
      return platform::Outcome::commit;
    });
  }
  return opened(master, record.value());
}

crypto::KeyRing rotate_ring(platform::Database& database, const MasterKey& master, Instant now) {
  for (;;) {
    auto ring = load_ring(database, master, now);
    ring.rotate(now);
    std::int64_t changed = 0;
    database.write([&](platform::Session& session) {
      const auto before = session.one(sql::find_ring).value().text("sealed");
      // Another process may have rotated since the ring was read: then its key must not be lost.
      changed = opened(master, before).keys().size() + 1 == ring.keys().size()
                    ? session.run(sql::update_ring,
                                  {{"sealed", sealed(master, ring)}, {"changed_at", to_text(now)}, {"before", before}})
                    : 0;
      return platform::Outcome::commit;
    });
    if (changed == 1) return ring;
  }
}

}  // namespace opencarnet::keystore
