#include "support/databases.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace opencarnet::support {
namespace {

namespace fs = std::filesystem;
using platform::Engine;

// What a command prints, without the last line break.
std::string output_of(const std::string& command) {
  auto* pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string text;
  std::array<char, 512> piece{};
  while (fgets(piece.data(), static_cast<int>(piece.size()), pipe)) text += piece.data();
  if (const int status = pclose(pipe); status != 0) throw std::runtime_error("failed: " + command);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

// A folder of this test program, removed when it ends. A forked child leaves it alone.
class Workspace {
 public:
  Workspace() {
    std::string pattern = (fs::temp_directory_path() / "opencarnet-test.XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make a temporary folder");
    folder_ = pattern;
    fs::permissions(folder_, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec |
                                 fs::perms::group_read | fs::perms::others_read);
  }
  ~Workspace() {
    if (getpid() != owner_) return;
    if (cluster_ && std::system(script("stop").c_str()) != 0)  // NOLINT(concurrency-mt-unsafe)
      std::fputs("the tests' PostgreSQL could not be stopped\n", stderr);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] const fs::path& folder() const { return folder_; }
  [[nodiscard]] std::string start_cluster() {
    cluster_ = true;
    return output_of(script("start"));
  }

 private:
  [[nodiscard]] std::string script(const std::string& verb) const {
    return fmt::format("'{}/tools/postgres.sh' {} '{}'", OPENCARNET_SOURCE, verb, (folder_ / "postgres").string());
  }
  fs::path folder_;
  pid_t owner_ = getpid();
  bool cluster_ = false;
};

Workspace& workspace() {
  static Workspace one;
  return one;
}

void on_server(const std::string& sql) {
  auto* connection = PQconnectdb(postgres_server().c_str());
  auto* result = PQexec(connection, sql.c_str());
  const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
  const std::string problem = PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  if (!done) throw std::runtime_error(fmt::format("{}: {}", sql, problem));
}

// The server's connection string with another database.
std::string on_database(const std::string& name) {
  const auto& server = postgres_server();
  const auto path = server.find('/', server.find("://") + 3);
  const auto query = server.find('?', path);
  return server.substr(0, path + 1) + name + (query == std::string::npos ? "" : server.substr(query));
}

void create_postgres(const std::string& name, const std::string& source) {
  on_server(fmt::format("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'", name,
                        source));
}

void migrate_at(const std::string& url) { platform::migrate(*platform::Database::open({url, 1})); }

// Migrated once a program; every test copies it.
const fs::path& sqlite_template() {
  static const fs::path file = [] {
    auto made = workspace().folder() / "template.db";
    migrate_at("sqlite:" + made.string());
    return made;
  }();
  return file;
}

const std::string& postgres_template() {
  static const struct Template {
    std::string name = fmt::format("opencarnet_template_{}", getpid());
    Template() {
      static_cast<void>(workspace());
      create_postgres(name, "template0");
      migrate_at(on_database(name));
    }
    ~Template() try { on_server("DROP DATABASE IF EXISTS " + name); } catch (const std::exception&) {
      return;  // the server is gone, and the template with it
    }
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;
  } made;
  return made.name;
}

std::string next_name() {
  static std::atomic<int> number{0};
  return fmt::format("opencarnet_test_{}_{}", getpid(), ++number);
}

}  // namespace

const std::string& postgres_server() {
  static const std::string url = [] {
    const char* given = std::getenv("OPENCARNET_TEST_POSTGRES");  // NOLINT(concurrency-mt-unsafe)
    return given && *given ? std::string(given) : workspace().start_cluster();
  }();
  return url;
}

FreshDatabase::FreshDatabase(Engine engine, bool migrated) : engine_(engine), name_(next_name()) {
  if (engine_ == Engine::sqlite) {
    const auto file = workspace().folder() / (name_ + ".db");
    if (migrated) fs::copy_file(sqlite_template(), file);
    url_ = "sqlite:" + file.string();
  } else {
    create_postgres(name_, migrated ? postgres_template() : "template0");
    url_ = on_database(name_);
  }
}

FreshDatabase::~FreshDatabase() {
  try {
    if (engine_ == Engine::postgres) {
      on_server(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
    } else {
      for (const auto* end : {".db", ".db-wal", ".db-shm"}) fs::remove(workspace().folder() / (name_ + end));
    }
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
  }
}

std::unique_ptr<platform::Database> FreshDatabase::open(int sessions) const {
  return platform::Database::open({url_, sessions});
}

const FreshDatabase& BothEngines::fresh() {
  const std::lock_guard lock(mutex_);
  if (!fresh_) fresh_ = std::make_unique<FreshDatabase>(GetParam());
  return *fresh_;
}

platform::Database& BothEngines::database() {
  const std::lock_guard lock(mutex_);
  if (!database_) database_ = fresh().open();
  return *database_;
}

std::string engine_name(const testing::TestParamInfo<platform::Engine>& info) {
  return info.param == Engine::sqlite ? "sqlite" : "postgres";
}

}  // namespace opencarnet::support
