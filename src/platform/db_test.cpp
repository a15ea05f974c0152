#include "platform/db.h"

#include "support/databases.h"

namespace opencarnet::platform {
namespace {

// A query for one test; the name must differ from test to test only within one database.
constexpr Query query(std::string_view name, std::string_view sql) { return {name, sql, sql}; }

struct Door : support::BothEngines {
  void SetUp() override {
    database().write([](Session& session) {
      session.script("CREATE TABLE things (thing_id TEXT NOT NULL PRIMARY KEY, amount BIGINT, note TEXT)");
      return Outcome::commit;
    });
  }
  static std::int64_t insert(Session& session, std::string_view thing_id, const Value& amount, const Value& note) {
    Bind a("amount", nullptr), n("note", nullptr);
    a.value = amount;
    n.value = note;
    return session.run(query("test.insert",
                             "INSERT INTO things (thing_id, amount, note) "
                             "VALUES (:thing_id, :amount, :note) ON CONFLICT DO NOTHING"),
                       {{"thing_id", thing_id}, a, n});
  }
  static std::int64_t count(Session& session) {
    return session.one(query("test.count", "SELECT COUNT(*) AS n FROM things"))->integer("n");
  }
  std::int64_t count() {
    std::int64_t n = 0;
    database().read([&](Session& session) { n = count(session); });
    return n;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Door);

TEST_P(Door, values_come_back_as_they_went_in) {
  const std::string long_text(10 * 1024 * 1024, 'x'), words = "Szohôd · ქართული · 護照 · 🎻 'quoted' :not_a_parameter";
  const std::vector<std::pair<Value, Value>> values{{std::int64_t{0}, std::string()},
                                                    {INT64_MAX, words},
                                                    {INT64_MIN, long_text},
                                                    {std::monostate{}, std::monostate{}},
                                                    {std::int64_t{-1}, std::string("12")}};
  database().write([&](Session& session) {
    for (std::size_t i = 0; i < values.size(); ++i)
      EXPECT_EQ(insert(session, std::to_string(i), values[i].first, values[i].second), 1);
    return Outcome::commit;
  });
  database().read([&](Session& session) {
    const auto rows = session.all(query("test.list", "SELECT thing_id, amount, note FROM things ORDER BY thing_id"));
    ASSERT_EQ(rows.size(), values.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto amount = rows[i].maybe_integer("amount");
      const auto note = rows[i].maybe_text("note");
      EXPECT_EQ(amount ? Value(*amount) : Value(), values[i].first) << i;
      EXPECT_TRUE((note ? Value(*note) : Value()) == values[i].second) << i;
    }
  });
}

TEST_P(Door, aggregates_expressions_and_literals_have_the_right_type) {
  database().write([&](Session& session) {
    insert(session, "a", {}, {});
    insert(session, "b", std::int64_t{7}, std::string("b"));
    insert(session, "c", std::int64_t{8}, std::string("42"));
    return Outcome::commit;
  });
  database().read([](Session& session) {
    const auto row =
        session.one(query("test.types",
                          "SELECT COUNT(*) AS n, MAX(note) AS largest, SUM(amount) AS total, NULL AS none, 1 AS one, "
                          "'1' AS text_one, MIN(amount) + 1 AS eight, COALESCE(MAX(amount), 0) AS most, "
                          "CASE WHEN COUNT(*) = 3 THEN 1 ELSE 0 END AS three, COUNT(*) = 3 AS truth FROM things"));
    EXPECT_EQ(row->integer("n"), 3);
    EXPECT_EQ(row->text("largest"), "b");
    EXPECT_EQ(row->integer("total"), 15);
    EXPECT_FALSE(row->maybe_text("none"));
    EXPECT_EQ(row->integer("one"), 1);
    EXPECT_EQ(row->text("text_one"), "1");
    EXPECT_EQ(row->integer("eight"), 8);
    EXPECT_EQ(row->integer("most"), 8);
    EXPECT_TRUE(row->flag("three"));
    EXPECT_TRUE(row->flag("truth"));
    const auto rows = session.all(query("test.null_first", "SELECT amount, note FROM things ORDER BY thing_id"));
    EXPECT_FALSE(rows.at(0).maybe_integer("amount"));
    EXPECT_EQ(rows.at(2).integer("amount"), 8);
    EXPECT_EQ(rows.at(2).text("note"), "42");
    EXPECT_THROW(static_cast<void>(session.all(query("test.float", "SELECT 1.5 AS half"))), std::logic_error);
  });
}

TEST_P(Door, parameters_keep_their_type_in_expressions) {
  database().read([](Session& session) {
    const auto q = query("test.parameters",
                         "SELECT :n + 1 AS n, :t || '!' AS t, CASE WHEN :f = 1 THEN 'yes' ELSE 'no' "
                         "END AS f, :n AS again, CASE WHEN :x IS NULL OR :x = 'a' THEN 1 ELSE 0 END AS x");
    auto row = session.one(q, {{"n", 41}, {"t", "ü"}, {"f", true}, {"x", nullptr}});
    EXPECT_EQ(row->integer("n"), 42);
    EXPECT_EQ(row->text("t"), "ü!");
    EXPECT_EQ(row->text("f"), "yes");
    EXPECT_EQ(row->integer("again"), 41);
    EXPECT_TRUE(row->flag("x"));
    row = session.one(q, {{"n", 1}, {"t", ""}, {"f", false}, {"x", std::optional<std::string>("b")}});
    EXPECT_EQ(row->text("t"), "!");
    EXPECT_EQ(row->text("f"), "no");
    EXPECT_FALSE(row->flag("x"));
  });
}

TEST_P(Door, run_says_how_many_rows_changed) {
  database().write([](Session& session) {
    EXPECT_EQ(insert(session, "a", {}, {}), 1);
    EXPECT_EQ(insert(session, "a", {}, {}), 0);
    EXPECT_EQ(insert(session, "b", {}, {}), 1);
    const auto update = query("test.update", "UPDATE things SET amount = 1 WHERE thing_id <> :not");
    EXPECT_EQ(session.run(update, {{"not", "a"}}), 1);
    EXPECT_EQ(session.run(update, {{"not", ""}}), 2);
    const auto returned =
        session.all(query("test.returning", "UPDATE things SET amount = amount + 1 RETURNING thing_id, amount"));
    EXPECT_EQ(returned.size(), 2U);
    EXPECT_EQ(returned.at(0).integer("amount"), 2);
    EXPECT_EQ(session.run(query("test.delete", "DELETE FROM things")), 2);
    EXPECT_EQ(session.run(query("test.delete", "DELETE FROM things")), 0);
    return Outcome::commit;
  });
}

TEST_P(Door, rolls_back_on_request_and_on_exceptions) {
  database().write([](Session& session) {
    insert(session, "a", {}, {});
    return Outcome::roll_back;
  });
  EXPECT_THROW(database().write([](Session& session) -> Outcome {
    insert(session, "b", {}, {});
    throw std::domain_error("no");
  }),
               std::domain_error);
  EXPECT_EQ(count(), 0);
  database().write([](Session& session) {
    insert(session, "c", {}, {});
    return Outcome::commit;
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(Door, a_broken_constraint_is_a_fault_without_values_and_the_session_lives_on) {
  const auto twice = query("test.twice", "INSERT INTO things (thing_id) VALUES (:thing_id)");
  try {
    database().write([&](Session& session) {
      session.run(twice, {{"thing_id", "secret-canary"}});
      session.run(twice, {{"thing_id", "secret-canary"}});
      return Outcome::commit;
    });
    FAIL() << "the second insert went through";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(std::string(error.what()).find("secret-canary"), std::string::npos) << error.what();
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(Door, a_swallowed_fault_cannot_be_committed_by_half) {
  const auto work = [](Session& session) {
    insert(session, "a", {}, {});
    try {
      session.run(query("test.nonsense", "INSERT INTO nowhere (x) VALUES (1)"));
    } catch (const std::runtime_error&) {
      return Outcome::commit;
    }
    return Outcome::roll_back;
  };
  if (engine() == Engine::postgres) {
    EXPECT_THROW(database().write(work), std::logic_error);
    EXPECT_EQ(count(), 0);
  } else {
    database().write(work);  // a statement that cannot be prepared does not end SQLite's transaction
    EXPECT_EQ(count(), 1);
  }
}

TEST_P(Door, what_is_sent_ahead_is_done_in_order_before_what_follows) {
  constexpr auto add = query("test.send", "INSERT INTO things (thing_id, amount, note) VALUES (:thing_id, :n, :note)");
  constexpr auto raise =
      query("test.raise", "UPDATE things SET amount = amount * :n WHERE note = :note OR note = :note");
  const std::string long_text(3 * 1024 * 1024, 'x');
  database().write([&](Session& session) {
    session.send(add, {{"thing_id", "a"}, {"n", 3}, {"note", "it's :n"}});
    session.send(raise, {{"n", 5}, {"note", "it's :n"}});
    session.send(add, {{"thing_id", "b"}, {"n", nullptr}, {"note", long_text}});
    EXPECT_EQ(count(session), 2);
    session.send(raise, {{"n", 7}, {"note", "it's :n"}});
    session.send(add, {{"thing_id", "c"}, {"n", nullptr}, {"note", nullptr}});
    return Outcome::commit;
  });
  database().read([&](Session& session) {
    const auto rows = session.all(query("test.sent", "SELECT amount, note FROM things ORDER BY thing_id"));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].maybe_integer("amount"), 105);
    EXPECT_EQ(rows[1].maybe_integer("amount"), std::nullopt);
    EXPECT_TRUE(rows[1].text("note") == long_text);
    EXPECT_EQ(rows[2].maybe_text("note"), std::nullopt);
  });
}

TEST_P(Door, what_was_sent_ahead_and_fails_takes_everything_with_it) {
  constexpr auto twice = query("test.sent_twice", "INSERT INTO things (thing_id) VALUES (:thing_id)");
  for (const bool asks_afterwards : {false, true}) {
    try {
      database().write([&](Session& session) {
        insert(session, "before", {}, {});
        session.send(twice, {{"thing_id", "secret-canary"}});
        session.send(twice, {{"thing_id", "secret-canary"}});
        session.send(twice, {{"thing_id", "behind"}});
        if (asks_afterwards) static_cast<void>(count(session));
        return Outcome::commit;
      });
      ADD_FAILURE() << "the second insert went through";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(std::string(error.what()).find("secret-canary"), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find("sent_twice"), std::string::npos) << error.what();
    }
    EXPECT_EQ(count(), 0);
  }
  EXPECT_THROW(database().write([&](Session& session) {
    session.send(query("test.sent_nonsense", "INSERT INTO nowhere (x) VALUES (1)"), {});
    return Outcome::commit;
  }),
               std::runtime_error);
  EXPECT_THROW(database().write([&](Session& session) {
    session.send(twice, {{"thing_id", std::string("a\0b", 3)}});
    return Outcome::commit;
  }),
               std::runtime_error);
  database().write([&](Session& session) {
    session.send(twice, {{"thing_id", "a"}});
    return Outcome::roll_back;
  });
  EXPECT_EQ(count(), 0);
  database().write([&](Session& session) {
    session.send(twice, {{"thing_id", "a"}});
    return Outcome::commit;
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(Door, reads_cannot_write) {
  EXPECT_ANY_THROW(database().read([](Session& session) { insert(session, "a", {}, {}); }));
  EXPECT_ANY_THROW(database().read([](Session& session) {
    session.send(query("test.in_read", "INSERT INTO things (thing_id) VALUES ('a')"), {});
    static_cast<void>(count(session));
  }));
  EXPECT_EQ(count(), 0);
}

TEST_P(Door, a_read_sees_one_snapshot) {
  const auto other = fresh().open();
  database().read([&](Session& session) {
    EXPECT_EQ(count(session), 0);
    std::thread([&] {
      other->write([](Session& writing) {
        insert(writing, "a", {}, {});
        return Outcome::commit;
      });
    }).join();
    EXPECT_EQ(count(session), 0);
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(Door, mistakes_in_use_throw) {
  database().read([&](Session& session) {
    const auto row = session.one(query("test.row", "SELECT 1 AS n, 'x' AS t, NULL AS none"));
    EXPECT_THROW(static_cast<void>(row->integer("missing")), std::logic_error);
    EXPECT_THROW(static_cast<void>(row->integer("t")), std::logic_error);
    EXPECT_THROW(static_cast<void>(row->text("n")), std::logic_error);
    EXPECT_THROW(static_cast<void>(row->text("none")), std::logic_error);
    EXPECT_THROW(static_cast<void>(session.one(query("test.row", "SELECT 2 AS n"))), std::logic_error);
    EXPECT_THROW(static_cast<void>(session.one(query("test.two", "SELECT 1 AS n UNION SELECT 2"))), std::logic_error);
    EXPECT_THROW(database().read([](Session&) {}), std::logic_error);
  });
  EXPECT_ANY_THROW(database().write([](Session& session) {
    insert(session, "zero", {}, std::string("a\0b", 3));
    return Outcome::commit;
  }));
  EXPECT_EQ(count(), 0);
}

std::vector<std::string> reasons_to_wait(const std::string& url, std::chrono::milliseconds longest) {
  std::vector<std::string> reasons;
  wait_for_server(url, longest, [&](const std::string& reason) { reasons.push_back(reason); });
  return reasons;
}

TEST_P(Door, Q7_a_server_that_is_there_is_not_waited_for) {
  EXPECT_TRUE(reasons_to_wait(fresh().url(), std::chrono::hours(1)).empty());
}

TEST(DatabaseUrl, Q7_a_server_that_is_not_there_is_waited_for_as_long_as_allowed_and_told_once) {
  const auto begin = std::chrono::steady_clock::now();
  const auto reasons = reasons_to_wait("postgresql://nobody@/none?host=/nonexistent", std::chrono::milliseconds(500));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500));
  EXPECT_EQ(reasons, std::vector<std::string>{"nobody answers there"});
}

TEST(DatabaseUrl, what_waiting_cannot_mend_is_not_waited_for) {
  auto unknown = support::postgres_server();
  unknown.replace(unknown.find("/postgres?"), 10, "/no_such_database?");
  EXPECT_TRUE(reasons_to_wait(unknown, std::chrono::hours(1)).empty());
  EXPECT_THROW(static_cast<void>(Database::open({unknown, 1})), DatabaseUnavailable);
}

TEST(DatabaseUrl, says_which_databases_there_are) {
  EXPECT_THROW(static_cast<void>(Database::open({"mysql://x", 1})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(Database::open({"sqlite:/nonexistent/folder/file.db", 1})), DatabaseUnavailable);
  EXPECT_THROW(static_cast<void>(Database::open({"postgresql://nobody@/none?host=/nonexistent", 1})),
               DatabaseUnavailable);
}

}  // namespace
}  // namespace opencarnet::platform
