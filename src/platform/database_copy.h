// What copies whole databases needs of the engines' own libraries.
#pragma once
#include <string>

namespace opencarnet::platform {

/// Writes what the SQLite database holds at this moment, and no page more, into a file that is there and empty. One
/// step, while others read and write; durable when it returns. Throws std::runtime_error.
void copy_sqlite(const std::string& path, const std::string& empty_file);

/// How to hand a connection on to PostgreSQL's own tools: the password travels apart, because whoever may list the
/// processes of a machine reads their command lines.
struct PostgresConnection {
  std::string settings;  // "host='…' dbname='…'", without secrets
  std::string password;  // for PGPASSWORD; may be empty
};
/// Throws std::invalid_argument for what is no connection string.
[[nodiscard]] PostgresConnection postgres_connection(const std::string& url);

/// 64 hexadecimal characters; reads in pieces. Throws std::runtime_error.
[[nodiscard]] std::string file_sha256(const std::string& path);

}  // namespace opencarnet::platform
