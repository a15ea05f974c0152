#include <libpq-fe.h>

#include <stdexcept>

#include "program/bulk.h"

namespace opencarnet::bench {
namespace {

constexpr std::size_t sent_at_once = std::size_t{1} << 18U;

class PostgresBulk : public Bulk {
 public:
  explicit PostgresBulk(const std::string& url) : connection_(PQconnectdb(url.c_str()), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail("connect");
    run("SET session_replication_role = replica");  // no foreign keys, no append-only triggers while loading
    run("SET synchronous_commit = off");
    run("SET client_min_messages = warning");
    run("BEGIN");  // with the TRUNCATE that follows, so that rows are written as frozen and never again by VACUUM
  }

  void begin(const Table& table) override {
    std::string names;
    for (const auto& column : table.columns) names += (names.empty() ? "" : ", ") + column;
    const auto sql = fmt::format("COPY {} ({}) FROM STDIN (FREEZE)", table.name, names);
    PGresult* result = PQexec(connection_.get(), sql.c_str());
    const bool ready = PQresultStatus(result) == PGRES_COPY_IN;
    PQclear(result);
    if (!ready) fail(sql);
    buffer_.clear();
  }

  void add(const PlainRow& row) override {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) buffer_ += '\t';
      if (row[i])
        escaped(*row[i]);
      else
        buffer_ += "\\N";
    }
    buffer_ += '\n';
    if (buffer_.size() >= sent_at_once) send();
  }

  void end() override {
    send();
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail("COPY");
    PGresult* result = PQgetResult(connection_.get());
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    while ((result = PQgetResult(connection_.get())) != nullptr) PQclear(result);
    if (!done) fail("COPY");
  }

  void run(const std::string& sql) override {
    PGresult* result = PQexec(connection_.get(), sql.c_str());
    const auto status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(sql);
  }

  void finish() override {
    run("COMMIT");
    run("VACUUM ANALYZE");
    run("CHECKPOINT");
  }
  [[nodiscard]] bool postgres() const override { return true; }

 private:
  void send() {
    if (!buffer_.empty() && PQputCopyData(connection_.get(), buffer_.data(), static_cast<int>(buffer_.size())) != 1)
      fail("COPY");
    buffer_.clear();
  }

  void escaped(const std::string& text) {
    for (const char c : text) {
      if (c == '\\') {
        buffer_ += "\\\\";
      } else if (c == '\t') {
        buffer_ += "\\t";
      } else if (c == '\n') {
        buffer_ += "\\n";
      } else if (c == '\r') {
        buffer_ += "\\r";
      } else {
        buffer_ += c;
      }
    }
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + ": " + PQerrorMessage(connection_.get()));
  }

  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
  std::string buffer_;
};

}  // namespace

std::unique_ptr<Bulk> open_postgres_bulk(const std::string& url) { return std::make_unique<PostgresBulk>(url); }

std::unique_ptr<Bulk> Bulk::open(const std::string& url, const std::vector<Table>& tables) {
  const std::string sqlite = "sqlite:";
  auto bulk = url.starts_with(sqlite) ? open_sqlite_bulk(url.substr(sqlite.size())) : open_postgres_bulk(url);
  for (const auto& table : tables) {
    if (bulk->postgres() && table.name == "carnet_ids") continue;  // a sequence there
    bulk->run(bulk->postgres() ? "TRUNCATE " + table.name + " CASCADE" : "DELETE FROM " + table.name);
  }
  return bulk;
}

}  // namespace opencarnet::bench
