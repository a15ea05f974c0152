#include <atomic>
#include <filesystem>
#include <thread>

#include "platform/db.h"
#include "support/databases.h"

namespace opencarnet::platform {
namespace {

constexpr Query query(std::string_view name, std::string_view sql) { return {name, sql, sql}; }
constexpr auto add_one = query("test.add_one", "UPDATE counters SET n = n + 1 WHERE counter_id = :counter_id");
constexpr auto value_of = query("test.value_of", "SELECT n FROM counters WHERE counter_id = :counter_id");

struct Racing : support::BothEngines {
  void SetUp() override {
    database().write([](Session& session) {
      session.script(
          "CREATE TABLE counters (counter_id TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);"
          "INSERT INTO counters (counter_id, n) VALUES ('a', 0), ('b', 0)");
      return Outcome::commit;
    });
  }
  static void in_threads(int threads, const std::function<void(int)>& work) {
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i) all.emplace_back([&, i] { work(i); });
    for (auto& thread : all) thread.join();
  }
  std::int64_t value(std::string_view counter_id) {
    std::int64_t n = -1;
    database().read([&](Session& session) { n = session.one(value_of, {{"counter_id", counter_id}})->integer("n"); });
    return n;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Racing);

TEST_P(Racing, no_update_is_lost_and_failures_take_only_their_own_with_them) {
  const auto other = fresh().open();
  std::atomic<int> failed{0};
  in_threads(16, [&](int thread) {
    for (int i = 0; i < 20; ++i) {
      auto& door = thread % 2 == 0 ? database() : *other;
      try {
        door.write([&](Session& session) {
          session.run(add_one, {{"counter_id", "a"}});
          if (i % 5 == 4) throw std::domain_error("this one fails");
          return i % 5 == 3 ? Outcome::roll_back : Outcome::commit;
        });
      } catch (const std::domain_error&) {
        ++failed;
      }
    }
  });
  EXPECT_EQ(failed, 16 * 4);
  EXPECT_EQ(value("a"), 16 * 12);
}

TEST_P(Racing, what_was_acknowledged_is_seen_by_others_at_once) {
  const auto other = fresh().open();
  in_threads(8, [&](int thread) {
    for (int i = 0; i < 10; ++i) {
      std::int64_t written = 0, read = 0;
      database().write([&](Session& session) {
        session.run(add_one, {{"counter_id", "a"}});
        written = session.one(value_of, {{"counter_id", "a"}})->integer("n");
        return Outcome::commit;
      });
      other->read([&](Session& session) { read = session.one(value_of, {{"counter_id", "a"}})->integer("n"); });
      EXPECT_GE(read, written) << thread;
    }
  });
}

TEST_P(Racing, Q4_deadlocks_are_tried_again) {
  in_threads(2, [&](int thread) {
    for (int i = 0; i < 2; ++i) {
      database().write([&](Session& session) {
        session.run(add_one, {{"counter_id", thread == 0 ? "a" : "b"}});
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        session.run(add_one, {{"counter_id", thread == 0 ? "b" : "a"}});
        return Outcome::commit;
      });
    }
  });
  EXPECT_EQ(value("a"), 4);
  EXPECT_EQ(value("b"), 4);
}

struct Postgres : Racing {
  static constexpr Query own_id = query("test.own_id", "SELECT pg_backend_pid() AS id");
  static constexpr Query kill = query("test.kill", "SELECT pg_terminate_backend(CAST(:id AS INTEGER)) AS done");
  // As if the server had died under this session.
  void kill_session(std::int64_t id) {
    std::thread([&] {
      fresh().open(1)->read([&](Session& session) { static_cast<void>(session.all(kill, {{"id", id}})); });
    }).join();
  }
};
// Only PostgreSQL has a connection to lose.
INSTANTIATE_TEST_SUITE_P(On, Postgres, testing::Values(Engine::postgres), support::engine_name);

TEST_P(Postgres, Q4_a_connection_lost_before_the_commit_is_tried_again) {
  int tries = 0;
  database().write([&](Session& session) {
    session.run(add_one, {{"counter_id", "a"}});
    if (++tries == 1) kill_session(session.one(own_id)->integer("id"));
    session.run(add_one, {{"counter_id", "b"}});
    return Outcome::commit;
  });
  EXPECT_EQ(tries, 2);
  EXPECT_EQ(value("a"), 1);
  EXPECT_EQ(value("b"), 1);
}

TEST_P(Postgres, Q3_a_connection_lost_at_the_commit_is_an_unknown_outcome) {
  EXPECT_THROW(database().write([&](Session& session) {
    session.run(add_one, {{"counter_id", "a"}});
    kill_session(session.one(own_id)->integer("id"));
    return Outcome::commit;
  }),
               OutcomeUnknown);
  EXPECT_GE(value("a"), 0);  // and the door works again
}

TEST_P(Postgres, Q4_a_connection_lost_under_what_was_sent_ahead_is_tried_again) {
  int tries = 0;
  database().write([&](Session& session) {
    session.send(add_one, {{"counter_id", "a"}});
    if (++tries == 1) {
      const auto id = session.one(own_id)->integer("id");
      session.send(add_one, {{"counter_id", "b"}});
      kill_session(id);
    } else {
      session.send(add_one, {{"counter_id", "b"}});
    }
    static_cast<void>(session.one(own_id));
    return Outcome::commit;
  });
  EXPECT_EQ(tries, 2);
  EXPECT_EQ(value("a"), 1);
  EXPECT_EQ(value("b"), 1);
}

TEST_P(Postgres, Q3_a_connection_lost_while_changes_and_commit_are_under_way_is_told_as_it_is) {
  // The server says why it goes before it has done the first change: nothing was committed, and that is certain.
  int tries = 0;
  database().write([&](Session& session) {
    const auto id = session.one(own_id)->integer("id");
    session.send(add_one, {{"counter_id", "a"}});
    session.send(add_one, {{"counter_id", "b"}});
    if (++tries == 1) kill_session(id);
    return Outcome::commit;
  });
  EXPECT_EQ(tries, 2);
  EXPECT_EQ(value("a"), 1);
  EXPECT_EQ(value("b"), 1);
}

TEST_P(Postgres, Q4_a_change_sent_with_its_commit_is_tried_again_with_a_bound) {
  database().write([](Session& session) {
    session.script(R"(
      CREATE FUNCTION again() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'again' USING ERRCODE = 'serialization_failure'; END $$;
      CREATE TRIGGER again AFTER UPDATE ON counters FOR EACH ROW EXECUTE FUNCTION again())");
    return Outcome::commit;
  });
  int tries = 0;
  EXPECT_THROW(database().write([&](Session& session) {
    ++tries;
    session.send(add_one, {{"counter_id", "a"}});
    return Outcome::commit;
  }),
               DatabaseUnavailable);
  EXPECT_EQ(tries, 6);
  EXPECT_EQ(value("a"), 0);
}

TEST_P(Postgres, Q3_a_cancelled_wait_for_the_standby_is_an_unknown_outcome) {
  // The server's own words, said during the commit as it says them.
  database().write([](Session& session) {
    session.script(R"(
      CREATE FUNCTION unconfirmed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE WARNING 'canceling wait for synchronous replication due to user request'; RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER unconfirmed AFTER UPDATE ON counters DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION unconfirmed())");
    return Outcome::commit;
  });
  EXPECT_THROW(database().write([&](Session& session) {
    session.run(add_one, {{"counter_id", "a"}});
    return Outcome::commit;
  }),
               OutcomeUnknown);
  EXPECT_THROW(database().write([&](Session& session) {
    session.send(add_one, {{"counter_id", "a"}});
    return Outcome::commit;
  }),
               OutcomeUnknown);
}

TEST_P(Postgres, Q7_a_full_disk_is_unavailable_not_a_fault) {
  EXPECT_THROW(database().write([](Session& session) {
    session.script("DO $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$");
    return Outcome::commit;
  }),
               DatabaseUnavailable);
  EXPECT_EQ(value("a"), 0);
}

TEST_P(Postgres, Q4_serialization_failures_are_tried_again_with_a_bound) {
  int tries = 0;
  EXPECT_THROW(database().write([&](Session& session) {
    ++tries;
    session.script("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = 'serialization_failure'; END $$");
    return Outcome::commit;
  }),
               DatabaseUnavailable);
  EXPECT_EQ(tries, 6);
}

struct Sqlite : Racing {};
INSTANTIATE_TEST_SUITE_P(On, Sqlite, testing::Values(Engine::sqlite), support::engine_name);

TEST_P(Sqlite, Q7_a_full_disk_is_unavailable_loses_nothing_and_recovers) {
  const auto limit = [this](std::string_view pages) {
    database().write([&](Session& session) {
      static_cast<void>(
          session.all(query(pages == "1" ? "test.full" : "test.wide",
                            pages == "1" ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000")));
      return Outcome::roll_back;
    });
  };
  database().write([](Session& session) {
    session.script("CREATE TABLE bulk (text TEXT)");
    return Outcome::commit;
  });
  limit("1");
  const std::string large(1'000'000, 'x');
  const auto fill = [&] {
    database().write([&](Session& session) {
      session.run(add_one, {{"counter_id", "a"}});
      session.run(query("test.fill", "INSERT INTO bulk (text) VALUES (:text)"), {{"text", large}});
      return Outcome::commit;
    });
  };
  EXPECT_THROW(fill(), DatabaseUnavailable);
  EXPECT_EQ(value("a"), 0);
  limit("1000000");
  fill();
  EXPECT_EQ(value("a"), 1);
}

TEST_P(Sqlite, waiting_writers_share_a_flush) {
  // The first holds the door until the others wait behind it. A commit of its own would write the counter's page once
  // for each of them; together they write it once or twice.
  const auto log = fresh().url().substr(7) + "-wal";
  const auto add = [this] {
    database().write([](Session& session) {
      session.run(add_one, {{"counter_id", "a"}});
      return Outcome::commit;
    });
  };
  add();
  const auto before = std::filesystem::file_size(log);
  std::atomic<int> started{0};
  std::thread first([&] {
    database().write([&](Session& session) {
      session.run(add_one, {{"counter_id", "a"}});
      while (started < 32) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      return Outcome::commit;
    });
  });
  in_threads(32, [&](int) {
    ++started;
    add();
  });
  first.join();
  EXPECT_EQ(value("a"), 34);
  EXPECT_LT(std::filesystem::file_size(log) - before, 8 * 4120U);
}

TEST_P(Sqlite, several_processes_may_write_one_file) {
  const auto other = fresh().open();
  in_threads(8, [&](int thread) {
    for (int i = 0; i < 10; ++i) {
      (thread % 2 == 0 ? database() : *other).write([](Session& session) {
        session.run(add_one, {{"counter_id", "b"}});
        return Outcome::commit;
      });
    }
  });
  EXPECT_EQ(value("b"), 80);
}

}  // namespace
}  // namespace opencarnet::platform
