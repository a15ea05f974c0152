#include <libpq-fe.h>

#include <stdexcept>

#include "program/replay.h"

namespace opencarnet::bench {
namespace {

class BarePostgres : public BareClient {
 public:
  BarePostgres(const std::string& url, const Recording& recording) : connection_(PQconnectdb(url.c_str()), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail("connect");
    for (const auto& transaction : recording.transactions)
      for (const auto& statement : transaction.statements) {
        if (!names_.emplace(&statement, fmt::format("s{}", names_.size())).second) continue;
        check(PQprepare(connection_.get(), names_.at(&statement).c_str(), statement.text.c_str(), 0, nullptr),
              statement.name);
      }
  }

  void play(const RecordedTransaction& transaction, const Values& values) override {
    // As the product begins them (platform/db_postgres.cpp).
    check(PQexec(connection_.get(), transaction.writes ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                                       : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
          "BEGIN");
    for (const auto& statement : transaction.statements) {
      texts_.resize(statement.values.size());
      pointers_.resize(statement.values.size());
      for (std::size_t i = 0; i < statement.values.size(); ++i) {
        texts_[i].clear();
        statement.values[i].fill(values, texts_[i]);
        pointers_[i] = texts_[i].c_str();
      }
      check(PQexecPrepared(connection_.get(), names_.at(&statement).c_str(), static_cast<int>(pointers_.size()),
                           pointers_.data(), nullptr, nullptr, 0),
            statement.name);
    }
    check(PQexec(connection_.get(), transaction.writes ? "COMMIT" : "ROLLBACK"), "COMMIT");
  }

 private:
  void check(PGresult* result, const std::string& what) const {
    const auto status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(what);
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + ": " + PQerrorMessage(connection_.get()));
  }

  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
  std::map<const RecordedStatement*, std::string> names_;
  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
};

}  // namespace

std::unique_ptr<BareClient> open_bare_postgres(const std::string& url, const Recording& recording) {
  return std::make_unique<BarePostgres>(url, recording);
}

}  // namespace opencarnet::bench
