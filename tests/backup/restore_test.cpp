// Q6: a backup made while officers commit holds everything that was acknowledged before it began, and comes back whole.
#include <atomic>
#include <fstream>
#include <thread>

#include "backup/copies.h"
#include "backup/files.h"
#include "platform/carnet_ids.h"
#include "platform/database_copy.h"
#include "platform/events.h"
#include "platform/schema_check.h"
#include "support/digest.h"

namespace opencarnet::backup {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using support::declaration_path;
using support::Journey;
using support::Shown;

struct Restore : Copies {};
INSTANTIATE_FOR_BOTH_ENGINES(Restore);

std::string transaction_in(const json& committed) {
  return committed.at("transactions").back().at("transaction_id").get<std::string>();
}

constexpr platform::Query find_transaction{"tests.find_transaction",
                                           "SELECT 1 AS one FROM transactions WHERE transaction_id = :id",
                                           "SELECT 1 AS one FROM transactions WHERE transaction_id = :id"};

constexpr platform::Query find_carnet{"tests.find_carnet", "SELECT 1 AS one FROM carnets WHERE carnet_id >= :id",
                                      "SELECT 1 AS one FROM carnets WHERE carnet_id >= :id"};

TEST_P(Restore, Q6_what_comes_back_is_what_was_there_and_is_proven) {
  Journey journey{server()};
  journey.ready();
  const auto going = journey.leave_home("DE", "1-4");
  const auto importation = journey.sign(going, "importation");
  const auto cancelled = journey.commit(importation);
  journey.officer("DE").done("POST", "/api/customs/v1/transactions/" + transaction_in(cancelled) + "/cancel",
                             {{"cancellation_code", importation.cancellation_code}, {"reason", "Wrong truck"}});
  const auto before = support::digest_of(server().database(), {});
  const auto manifest = back_up();
  EXPECT_EQ(manifest.rows.at("carnets"), manifest.rows.at("general_lists"));
  EXPECT_GT(manifest.last_event_position, 0);
  EXPECT_EQ(manifest.master_key, master()->fingerprint());

  const auto place = empty_place();
  EXPECT_EQ(restore(place), 0) << all_told();
  for (const auto* check : {"rows", "schema", "storage", "events", "carnets", "transactions", "documents", "sealed"})
    EXPECT_TRUE(was_told("ok    " + std::string(check))) << check << "\n" << all_told();
  EXPECT_EQ(support::difference(before, support::digest_of(*open_existing(place), {})), "");
}

// Signed and presented: all that is left to do is to commit.
struct Ready {
  Shown shown;
  std::unique_ptr<support::Client> officer;
};

std::vector<Ready> ready_to_commit(support::RunningServer& server, int count) {
  std::vector<Ready> all;
  for (int i = 0; i < count; ++i) {
    Journey journey{server};
    auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
    auto officer = std::make_unique<support::Client>(server.fresh("officer", "CH", i % 3));
    officer->done("POST", "/api/customs/v1/scans", {{"qr", shown.qr}});
    all.push_back({std::move(shown), std::move(officer)});
  }
  return all;
}

TEST_P(Restore, Q6_every_commit_acknowledged_before_the_backup_began_is_in_it) {
  constexpr int officers = 3, each = 6;
  auto ready = ready_to_commit(server(), officers * each);
  std::mutex mutex;
  std::vector<std::string> acknowledged;
  std::atomic<bool> stop{false};
  std::vector<std::thread> threads;
  for (int officer = 0; officer < officers; ++officer)
    threads.emplace_back([&, officer] {
      for (int i = 0; i < each; ++i) {
        auto& [shown, client] = ready[static_cast<std::size_t>(officer * each + i)];
        const auto done = client->done("POST", declaration_path(shown.declaration_id, "/commit"), json::object());
        const std::lock_guard lock(mutex);
        acknowledged.push_back(transaction_in(done));
      }
      // The load goes on until the last backup is made: each scan writes too.
      auto& [shown, client] = ready[static_cast<std::size_t>(officer * each)];
      while (!stop) client->send("POST", "/api/customs/v1/scans", json{{"qr", shown.qr}}.dump());
    });
  std::vector<std::vector<std::string>> promised;
  for (int i = 0; i < 3; ++i) {
    while (std::ssize(promised) <= i) {  // not before something was acknowledged that the backup must hold
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      const std::lock_guard lock(mutex);
      if (std::ssize(acknowledged) > i) promised.push_back(acknowledged);
    }
    back_up(fmt::format("{}.backup", i));
  }
  stop = true;
  for (auto& thread : threads) thread.join();

  for (int i = 0; i < 3; ++i) {
    const auto place = empty_place();
    EXPECT_EQ(restore(place, fmt::format("{}.backup", i)), 0) << all_told();
    open_existing(place)->read([&](platform::Session& session) {
      for (const auto& id : promised[static_cast<std::size_t>(i)])
        EXPECT_TRUE(session.one(find_transaction, {{"id", id}})) << id << " was acknowledged and is not in the backup";
    });
  }
}

TEST_P(Restore, Q6_numbers_go_on_where_the_backup_ended) {
  Journey{server()}.issue();
  const auto manifest = back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  const auto database = open_existing(place);
  std::int64_t next = 0;
  database->write([&](platform::Session& session) {
    next = platform::next_carnet_id(session);
    platform::publish(session, {}, {"account_registered", "account:new", "", {{"a", 1}}, {}});
    return platform::Outcome::commit;
  });
  platform::number_events(*database);
  database->read([&](platform::Session& session) {
    EXPECT_FALSE(session.one(find_carnet, {{"id", next}})) << "no carnet ID is given twice";
    EXPECT_GT(platform::last_position(session), manifest.last_event_position);
  });
  EXPECT_EQ(verify_at(place), 0) << all_told();
}

TEST_P(Restore, Never_over_what_is_there) {
  back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  const auto before = support::digest_of(*open_existing(place), {});
  EXPECT_NE(refusal([&] {
              static_cast<void>(restore(place));
            }).find(GetParam() == platform::Engine::sqlite ? "is there already" : "is not empty"),
            std::string::npos);
  EXPECT_EQ(support::difference(before, support::digest_of(*open_existing(place), {})), "");
  EXPECT_NE(refusal([&] { back_up(); }).find("is there already"), std::string::npos) << "nor a backup over a backup";
}

TEST_P(Restore, A_backup_that_is_not_whole_is_refused_before_anything_is_made) {
  back_up();
  const auto refused = [&](const std::string& why) {
    const auto place = empty_place();
    EXPECT_NE(refusal([&] { static_cast<void>(restore(place)); }).find(why), std::string::npos) << why;
    if (GetParam() == platform::Engine::sqlite) {
      EXPECT_FALSE(fs::exists(place.substr(7)));
    } else {
      open_existing(place)->read([](platform::Session& session) { EXPECT_TRUE(platform::is_empty(session)); });
    }
  };
  const auto size = fs::file_size(file());
  {
    std::fstream changed{file(), std::ios::in | std::ios::out | std::ios::binary};
    changed.seekp(static_cast<std::streamoff>(size / 2));
    const char letter = static_cast<char>(changed.peek() ^ 1);
    changed.seekp(static_cast<std::streamoff>(size / 2));
    changed.put(letter);
  }
  refused("its SHA-256 differs");
  fs::resize_file(file(), size - 1);
  refused("it is not whole");
  write_text(manifest_of(file()), "{}");
  refused("is not a manifest");
  fs::remove(manifest_of(file()));
  refused("without its manifest");
  fs::remove(file());
  refused("is not there");
}

TEST_P(Restore, Rows_that_the_manifest_counts_otherwise_are_told_to_the_end) {
  auto manifest = back_up();
  ++manifest.rows.at("events");
  write_text(manifest_of(file()), to_text(manifest));
  EXPECT_EQ(restore(empty_place()), 1) << all_told();
  EXPECT_TRUE(was_told("FOUND rows")) << all_told();
  EXPECT_EQ(told.back(), "1 findings.") << all_told();
}

// The manifest agrees, so that the engine itself meets the damage half way through.
TEST_P(Restore, One_that_fails_half_way_leaves_nothing) {
  auto manifest = back_up();
  fs::resize_file(file(), fs::file_size(file()) * 2 / 3);
  manifest.bytes = static_cast<std::int64_t>(fs::file_size(file()));
  manifest.sha256 = platform::file_sha256(file());
  write_text(manifest_of(file()), to_text(manifest));
  const auto place = empty_place();
  if (GetParam() == platform::Engine::postgres) {
    EXPECT_NE(refusal([&] { static_cast<void>(restore(place)); }).find("pg_restore did not end well"),
              std::string::npos);
    open_existing(place)->read([](platform::Session& session) { EXPECT_TRUE(platform::is_empty(session)); });
  } else {
    // A copy of a damaged file is a damaged file: the proof must say so.
    std::int64_t findings = 0;
    const auto why = refusal([&] { findings = restore(place); });
    EXPECT_TRUE(findings > 0 || !why.empty()) << all_told();
  }
}

TEST_P(Restore, The_other_engine_and_another_key_are_refused) {
  back_up();
  const auto other = GetParam() == platform::Engine::sqlite ? "postgresql:///nowhere" : "sqlite:" + file("x.db");
  EXPECT_NE(refusal([&] { static_cast<void>(restore(other)); }).find("this is a backup of"), std::string::npos);
  const keystore::MasterKey stranger{crypto::random_bytes(32)};
  EXPECT_NE(refusal([&] {
              static_cast<void>(restore_backup({empty_place(), file(), stranger}, [](const std::string&) {}));
            }).find("needs the master key " + master()->fingerprint()),
            std::string::npos);
}

TEST(PostgresConnection, S11_a_password_never_stands_on_a_command_line) {
  const auto made =
      platform::postgres_connection("postgresql://clerk:can%27ary@db.example:5433/carnets?sslmode=verify-full");
  EXPECT_EQ(made.password, "can'ary");
  EXPECT_EQ(made.settings.find("ary"), std::string::npos) << made.settings;
  for (const auto* part :
       {"user='clerk'", "host='db.example'", "port='5433'", "dbname='carnets'", "sslmode='verify-full'"})
    EXPECT_NE(made.settings.find(part), std::string::npos) << made.settings;
}

}  // namespace
}  // namespace opencarnet::backup
