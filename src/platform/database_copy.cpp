#include "platform/database_copy.h"

#include <libpq-fe.h>
#include <sodium.h>
#include <sqlite3.h>

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

namespace opencarnet::platform {
namespace {

constexpr int busy_timeout_ms = 30'000;

struct CloseSqlite {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

[[noreturn]] void fail(sqlite3* connection, const std::string& path) {
  throw std::runtime_error(fmt::format("{}: {}", path, sqlite3_errmsg(connection)));
}

std::string quoted(std::string_view value) {
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

}  // namespace

// VACUUM INTO and not the backup interface: it reads every row by its table, so what cannot be read fails here and not
// at the restore, and rows that were deleted do not travel along in free pages.
void copy_sqlite(const std::string& path, const std::string& empty_file) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  const std::unique_ptr<sqlite3, CloseSqlite> connection{opened};
  if (result != SQLITE_OK) fail(opened, path);
  sqlite3_busy_timeout(opened, busy_timeout_ms);
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(opened, "VACUUM INTO ?1", -1, &prepared, nullptr) != SQLITE_OK) fail(opened, path);
  const std::unique_ptr<sqlite3_stmt, Finalize> statement{prepared};
  sqlite3_bind_text(prepared, 1, empty_file.c_str(), -1, SQLITE_TRANSIENT);
  if (sqlite3_step(prepared) != SQLITE_DONE) fail(opened, fmt::format("{} → {}", path, empty_file));
}

PostgresConnection postgres_connection(const std::string& url) {
  const std::unique_ptr<PQconninfoOption, FreeOptions> options{PQconninfoParse(url.c_str(), nullptr)};
  if (!options) throw std::invalid_argument("the address of the PostgreSQL database cannot be read");
  PostgresConnection made;
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr || *option->val == '\0') continue;
    const std::string_view keyword{option->keyword}, shown{option->dispchar};
    if (keyword == "password") {
      made.password = option->val;
    } else if (shown == "*") {
      throw std::invalid_argument(fmt::format("{} cannot be handed on: put it into the service file", keyword));
    } else {
      made.settings += fmt::format("{}{}={}", made.settings.empty() ? "" : " ", keyword, quoted(option->val));
    }
  }
  return made;
}

std::string file_sha256(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error(path + " cannot be read");
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::vector<char> piece(std::size_t{1} << 20U);
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                              static_cast<unsigned long long>(file.gcount()));
  if (file.bad()) throw std::runtime_error(path + " cannot be read to its end");
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&state, digest.data());
  std::string text(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

}  // namespace opencarnet::platform
