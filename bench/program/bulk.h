// Rows by bulk into an empty database of the newest schema, the fastest way its engine has.
#pragma once
#include <memory>
#include <string>

#include "program/lives.h"

namespace opencarnet::bench {

class Bulk {
 public:
  Bulk() = default;
  Bulk(const Bulk&) = delete;
  Bulk& operator=(const Bulk&) = delete;
  virtual ~Bulk() = default;
  /// Opens the database and takes away what stands in these tables.
  [[nodiscard]] static std::unique_ptr<Bulk> open(const std::string& url, const std::vector<Table>& tables);

  virtual void begin(const Table& table) = 0;
  virtual void add(const PlainRow& row) = 0;
  virtual void end() = 0;
  virtual void run(const std::string& sql) = 0;
  /// Makes it durable, and lets the engine count what it needs for its plans.
  virtual void finish() = 0;
  [[nodiscard]] virtual bool postgres() const = 0;
};

[[nodiscard]] std::unique_ptr<Bulk> open_postgres_bulk(const std::string& url);
[[nodiscard]] std::unique_ptr<Bulk> open_sqlite_bulk(const std::string& path);

}  // namespace opencarnet::bench
