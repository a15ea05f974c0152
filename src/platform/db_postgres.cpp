// PostgreSQL behind the door: a pool of sessions, bounded retries, and a COMMIT that is never assumed.
#include <soci/postgresql/soci-postgresql.h>

#include <charconv>
#include <thread>

#include <fmt/format.h>

#include "platform/db_engines.h"
#include "platform/pool.h"
#include "platform/postgres_pipeline.h"
#include "platform/soci_session.h"

namespace opencarnet::platform {
namespace {

using Kind = StatementFailed::Kind;

// Types of the server's catalogue that a portable query can answer with.
constexpr Oid type_bool = 16, type_bigint = 20, type_smallint = 21, type_int = 23, type_float = 700, type_double = 701,
              type_numeric = 1700;

constexpr int most_failures = 200;  // then a session is replaced by a new one

PGresult* native(soci::details::statement_backend& statement) {
  return static_cast<soci::postgresql_statement_backend&>(statement).result_.get_result();
}

// SOCI tells a missing code by blanks.
bool nobody_spoke(const std::string& state) { return state.find_first_not_of(' ') == std::string::npos; }

[[noreturn]] void fail(const std::string& state, bool connected, const std::string& message, std::string_view query) {
  const auto text = fmt::format("postgresql, {}: {} ({})", query, message, state);
  // Without a code it was not the server that spoke: libpq lost it while it was writing, and may still call that
  // connected. 25006: a former primary that is read-only now; 57P0x: the server is going down or coming up.
  if (!connected || nobody_spoke(state) || state.starts_with("08") || state.starts_with("57P") || state == "25006")
    throw StatementFailed(Kind::reconnect, text);
  if (state == "40001" || state == "40P01") throw StatementFailed(Kind::retry, text);
  if (state.starts_with("53") || state.starts_with("58")) throw StatementFailed(Kind::unavailable, text);
  throw std::runtime_error(text);
}

class PostgresSession final : public SociSession {
 public:
  explicit PostgresSession(const std::string& url) : SociSession(soci::postgresql, url) {
    // Without details, because those quote values.
    PQsetErrorVerbosity(handle(), PQERRORS_TERSE);
    PQsetNoticeProcessor(handle(), &PostgresSession::notice, this);
    script("SET client_encoding TO 'UTF8'; SET client_min_messages TO warning; SET standard_conforming_strings TO on");
  }

  int failures = 0;  // transactions that did not end well

  Engine engine() const override { return Engine::postgres; }

  void script(std::string_view sql) override {
    send_waiting();
    static_cast<void>(execute(std::string(sql).c_str(), "script"));
  }
  std::vector<Row> all(const Query& query, const std::vector<Bind>& binds) override {
    send_waiting();
    return SociSession::all(query, binds);
  }
  std::int64_t run(const Query& query, const std::vector<Bind>& binds) override {
    send_waiting();
    return SociSession::run(query, binds);
  }
  void send(const Query& query, const std::vector<Bind>& binds) override {
    if (const auto refusal = pipeline_.add(handle(), query, binds)) raise(refusal.get(), query.name);
  }

  void begin(bool writes) {
    script(writes ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                  : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  [[nodiscard]] bool idle() noexcept { return PQtransactionStatus(handle()) == PQTRANS_IDLE; }

  /// Rolls back; false: the session is not usable any more.
  [[nodiscard]] bool abandon() noexcept {
    pipeline_.forget();
    const Answer answer(PQexec(handle(), "ROLLBACK"));
    return PQresultStatus(answer.get()) == PGRES_COMMAND_OK && idle();
  }

  /// From here on a lost connection means an unknown outcome. Never cancelled, never repeated.
  void commit() {
    unconfirmed_ = false;
    const auto answer = pipeline_.empty() ? Answer(PQexec(handle(), "COMMIT")) : answer_of_commit();
    const bool done = PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
    if (PQstatus(handle()) != CONNECTION_OK || (!done && nobody_spoke(code_of(answer.get()))))
      throw OutcomeUnknown("postgresql: the connection was lost after COMMIT had been sent");
    if (!done) raise(answer.get(), "commit");
    if (unconfirmed_) throw OutcomeUnknown("postgresql: committed here, not confirmed by the standby");
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT")
      throw std::logic_error("a failed statement was ignored: the transaction could only be rolled back");
  }

 protected:
  std::vector<Row> rows(soci::details::statement_backend& statement, bool) override {
    const auto* result = native(statement);
    const int columns = PQnfields(result), count = PQntuples(result);
    auto names = std::make_shared<std::vector<std::string>>();
    for (int c = 0; c < columns; ++c) names->emplace_back(PQfname(result, c));
    std::vector<Row> found;
    found.reserve(static_cast<std::size_t>(count));
    for (int r = 0; r < count; ++r) {
      std::vector<Value> values;
      values.reserve(static_cast<std::size_t>(columns));
      for (int c = 0; c < columns; ++c) values.push_back(value(result, r, c));
      found.emplace_back(names, std::move(values));
    }
    return found;
  }

  std::int64_t changed(soci::details::statement_backend& statement, bool) override {
    auto* result = native(statement);
    if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;
    const std::string_view count = PQcmdTuples(result);
    std::int64_t rows = 0;
    std::from_chars(count.data(), count.data() + count.size(), rows);
    return rows;
  }

  void release(soci::details::statement_backend& statement) override {
    static_cast<soci::postgresql_statement_backend&>(statement).result_.reset();
  }

  [[noreturn]] void failed(const soci::soci_error& error, std::string_view query) override {
    const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    fail(known ? known->sqlstate() : "", PQstatus(handle()) == CONNECTION_OK, error.get_error_message(), query);
  }

 private:
  PGconn* handle() { return static_cast<soci::postgresql_session_backend*>(soci_.get_backend())->conn_; }

  // Known by the English text, the only sign the server gives: lc_messages of a server under Patroni is C.
  static void notice(void* self, const char* message) {
    if (std::string_view(message).find("synchronous replication") != std::string_view::npos)
      static_cast<PostgresSession*>(self)->unconfirmed_ = true;
  }

  static Value value(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column) != 0) return {};
    const std::string_view text(PQgetvalue(result, row, column),
                                static_cast<std::size_t>(PQgetlength(result, row, column)));
    switch (PQftype(result, column)) {
      case type_bool:
        return std::int64_t{text == "t" ? 1 : 0};
      case type_bigint:
      case type_smallint:
      case type_int:
      case type_numeric: {  // SUM of BIGINT is numeric
        std::int64_t integer = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), integer);
        if (problem == std::errc() && end == text.data() + text.size()) return integer;
        [[fallthrough]];
      }
      case type_float:
      case type_double:
        throw std::logic_error(fmt::format("column {} is neither BIGINT nor TEXT", PQfname(result, column)));
      default:
        return std::string(text);
    }
  }

  static bool well(const PGresult* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  }

  void send_waiting() {
    if (pipeline_.empty()) return;
    for (const auto& [query, answer] : pipeline_.exchange(handle(), false))
      if (!well(answer.get())) raise(answer.get(), query);
  }

  // What is wrong with a change that stands before it is known for certain; whether a lost one was the last is not.
  Answer answer_of_commit() {
    auto answers = pipeline_.exchange(handle(), true);
    auto commit = std::move(answers.back().answer);
    answers.pop_back();
    for (const auto& [query, answer] : answers) {
      if (well(answer.get())) continue;
      if (nobody_spoke(code_of(answer.get()))) return {};
      raise(answer.get(), query);
    }
    return commit;
  }

  Answer execute(const char* sql, std::string_view what) {
    Answer answer(PQexec(handle(), sql));
    if (!well(answer.get())) raise(answer.get(), what);
    return answer;
  }

  static std::string code_of(const PGresult* result) {
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return state ? state : "";
  }

  [[noreturn]] void raise(const PGresult* result, std::string_view what) {
    fail(code_of(result), PQstatus(handle()) == CONNECTION_OK,
         result ? PQresultErrorMessage(result) : PQerrorMessage(handle()), what);
  }

  bool unconfirmed_ = false;
  Pipeline pipeline_;
};

// Ends soon when the server is not there, and notices when it has gone without a word.
std::string with_defaults(const std::string& url) {
  std::string full = url;
  for (const std::string_view option : {"connect_timeout=5", "keepalives_idle=30", "tcp_user_timeout=30000"}) {
    if (url.find(option.substr(0, option.find('=') + 1)) != std::string::npos) continue;
    full += full.find('?') == std::string::npos ? '?' : '&';
    full += option;
  }
  return full;
}

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(const std::string& url, int sessions)
      : pool_(sessions, [full = with_defaults(url)] { return connected(full); }) {}

  Engine engine() const override { return Engine::postgres; }

  void write(const std::function<Outcome(Session&)>& work) override {
    retried(true, [&](PostgresSession& session) {
      if (work(session) == Outcome::commit) session.commit();
    });
  }
  void read(const std::function<void(Session&)>& work) override {
    retried(false, [&](PostgresSession& session) { work(session); });
  }

 private:
  static std::unique_ptr<PostgresSession> connected(const std::string& url) {
    try {
      return std::make_unique<PostgresSession>(url);
    } catch (const soci::soci_error& error) {
      throw StatementFailed(Kind::reconnect, error.get_error_message());
    }
  }

  template <class Transaction>
  void retried(bool writes, const Transaction& transaction) {
    const OneTransactionAThread guard;
    for (int tries = 0;; ++tries) {
      try {
        return once(writes, transaction);
      } catch (const StatementFailed& failure) {
        if (failure.kind == Kind::unavailable || tries + 1 == most_tries) throw DatabaseUnavailable(failure.what());
        if (failure.kind == Kind::reconnect) pool_.forget_idle();
      }
      std::this_thread::sleep_for(pause_before_retry(tries));
    }
  }

  template <class Transaction>
  void once(bool writes, const Transaction& transaction) {
    auto session = pool_.take();
    try {
      session->begin(writes);
      transaction(*session);
    } catch (const StatementFailed& failure) {
      const bool usable = session->abandon() && ++session->failures < most_failures;
      if (!usable || failure.kind == Kind::reconnect) session.discard();
      throw;
    } catch (...) {
      // A statement that failed cannot be deallocated in its dead transaction: it stays on the server with the session.
      if (!session->abandon() || ++session->failures >= most_failures) session.discard();
      throw;
    }
    // Committed, or nothing to keep: either way the next user finds no open transaction.
    if (!session->idle() && !session->abandon()) session.discard();
  }

  Pool<PostgresSession> pool_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url, int sessions) {
  auto database = std::make_unique<PostgresDatabase>(url, sessions);
  database->read([](Session&) {});  // says at once when nobody is there
  return database;
}

void wait_for_postgres(const std::string& url, std::chrono::milliseconds longest,
                       const std::function<void(const std::string&)>& waiting) {
  const auto end = std::chrono::steady_clock::now() + longest;
  for (bool told = false;; told = true) {
    const auto state = PQping(url.c_str());
    if (state == PQPING_OK || state == PQPING_NO_ATTEMPT || std::chrono::steady_clock::now() >= end) return;
    if (!told) waiting(state == PQPING_REJECT ? "it starts, stops or recovers" : "nobody answers there");
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
}

}  // namespace opencarnet::platform
