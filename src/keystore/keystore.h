// The server's own secrets. The master key is 32 random bytes in a file only the server may read; everything else is
// sealed under it or derived from it, so that a stolen database opens nothing. All processes of one system share it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "crypto/keys.h"
#include "crypto/secrets.h"
#include "platform/db.h"

namespace opencarnet::keystore {

class MasterKey {
 public:
  /// Reads `path`, or makes it (mode 0600) when it is not there. Throws std::runtime_error when it cannot be read, has
  /// another size, or others than its owner may read it.
  [[nodiscard]] static MasterKey read_or_make(const std::string& path);
  /// None where there is no such file; throws as read_or_make does.
  [[nodiscard]] static std::optional<MasterKey> read(const std::string& path);
  explicit MasterKey(crypto::Bytes bytes);

  /// A key for one purpose ("transaction codes"); knowing it tells nothing of the others.
  [[nodiscard]] crypto::Bytes derived(std::string_view purpose) const;
  /// Tells this key from others and gives nothing of it away: 16 hexadecimal digits to write on a label.
  [[nodiscard]] std::string fingerprint() const;

 private:
  crypto::Bytes bytes_;
};

/// The key of the system at `path`, made only where the database holds nothing that was sealed under one. Throws as
/// MasterKey does, and where the file is missing beside sealed keys: a new one would open none of them.
[[nodiscard]] MasterKey master_key_of(platform::Database& database, const std::string& path);

/// The signing keys of the system, made when there are none yet; several processes may start together and get the same.
/// Throws std::runtime_error when the record was sealed under another master key.
[[nodiscard]] crypto::KeyRing load_ring(platform::Database& database, const MasterKey& master, Instant now);
/// The same without making any: none where the database has no ring yet.
[[nodiscard]] std::optional<crypto::KeyRing> find_ring(platform::Session& session, const MasterKey& master);
/// Makes a new key that signs from now on; what older ones signed stays genuine.
crypto::KeyRing rotate_ring(platform::Database& database, const MasterKey& master, Instant now);

}  // namespace opencarnet::keystore
