#include "platform/events.h"

#include <set>
#include <thread>

#include "platform/carnet_ids.h"
#include "platform/signal.h"
#include "support/databases.h"

namespace opencarnet::platform {
namespace {

constexpr Query query(std::string_view name, std::string_view sql) { return {name, sql, sql}; }

struct Events : support::BothEngines {
  Origin origin{parse_instant("2026-11-22T14:03:07.123Z").value(),
                "request-1",
                "customs.commit_transaction",
                "account:1",
                "XB",
                "127.0.0.1"};
  std::string publish_one(Database& door, const std::string& subject, nlohmann::json payload = {{"pieces", 3}}) {
    std::string event_id;
    door.write([&](Session& session) {
      event_id = publish(session, origin, {"transaction_committed", subject, "EU", payload, {subject, "territory:EU"}});
      return Outcome::commit;
    });
    return event_id;
  }
  std::vector<StoredEvent> after(std::int64_t position, int limit = 1000) {
    std::vector<StoredEvent> events;
    database().read([&](Session& session) { events = events_after(session, position, limit); });
    return events;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Events);

TEST_P(Events, come_back_as_published_with_a_leaf_that_proves_them) {
  const auto event_id = publish_one(database(), "carnet:768255", {{"name", "Szohôd ქარ"}, {"a", 1}});
  EXPECT_EQ(after(0).size(), 0U);  // no position yet
  EXPECT_EQ(number_events(database()), 1);
  auto events = after(0);
  ASSERT_EQ(events.size(), 1U);
  auto& event = events[0];
  EXPECT_EQ(event.event_id, event_id);
  EXPECT_EQ(event.position, 1);
  EXPECT_EQ(event.at, origin.at);
  EXPECT_EQ(event.actor, "account:1");
  EXPECT_EQ(event.tenant, "XB");
  EXPECT_EQ(event.request_id, "request-1");
  EXPECT_EQ(event.payload.at("name").get<std::string>(), "Szohôd ქარ");
  EXPECT_EQ(event.topics, (std::vector<std::string>{"carnet:768255", "territory:EU"}));
  EXPECT_EQ(event.salt.size(), 32U);
  EXPECT_EQ(event.leaf, leaf_of(event));
  event.payload["a"] = 2;
  EXPECT_NE(event.leaf, leaf_of(event));
}

TEST(Leaf, Q11_is_sha256_of_zero_and_canonical_json) {
  StoredEvent event;
  event.event_id = "e";
  event.at = parse_instant("2026-11-22T14:03:07.123Z").value();
  event.type = "t";
  event.subject = "s";
  event.territory = "EU";
  event.payload = {{"b", 1}, {"a", "é"}};
  event.salt = "00";
  // printf '\0{"at":"2026-11-22T14:03:07.123Z","event_id":"e","payload":{"a":"é","b":1},"salt":"00","subject":"s",…}'
  EXPECT_EQ(leaf_of(event), "84e6a9976857459f5a3ce230c04d5648bdb7addb979047989de8be9dd5bc5568");
}

TEST_P(Events, positions_are_dense_whoever_numbers) {
  const auto other = fresh().open();
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&, i] {
      auto& door = i % 2 == 0 ? database() : *other;
      for (int n = 0; n < 10; ++n) {
        publish_one(door, "carnet:" + std::to_string(i));
        number_events(door);
      }
    });
  }
  for (auto& writer : writers) writer.join();
  number_events(database());
  const auto events = after(0);
  ASSERT_EQ(events.size(), 80U);
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].position, static_cast<std::int64_t>(i) + 1);
  database().read([](Session& session) { EXPECT_EQ(last_position(session), 80); });
  EXPECT_EQ(after(75).size(), 5U);
  EXPECT_EQ(after(0, 7).size(), 7U);
}

TEST_P(Events, keep_the_order_of_publishing_within_a_millisecond) {
  std::vector<std::string> ids;
  database().write([&](Session& session) {
    ids.clear();
    for (int i = 0; i < 200; ++i) ids.push_back(publish(session, origin, {"t", "carnet:1", "", i, {}}));
    return Outcome::commit;
  });
  number_events(database());
  const auto events = after(0);
  ASSERT_EQ(events.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(events[i].event_id, ids[i]);
}

TEST_P(Events, of_one_subject_with_the_unnumbered_last) {
  publish_one(database(), "carnet:1");
  publish_one(database(), "carnet:2");
  number_events(database());
  publish_one(database(), "carnet:1");
  database().read([](Session& session) {
    const auto all = events_of(session, "carnet:1", 0, 10);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].position, 1);
    EXPECT_EQ(all[1].position, 0);
    EXPECT_EQ(events_of(session, "carnet:1", 1, 10).size(), 1U);
  });
}

TEST_P(Events, V7_events_and_audit_rows_are_only_added_to) {
  publish_one(database(), "carnet:1");
  database().write([&](Session& session) {
    audit(session, origin, {"get_carnet", "carnet:1", "done", ""});
    return Outcome::commit;
  });
  number_events(database());
  for (const auto* change : {"UPDATE events SET payload = '{}'", "UPDATE events SET position = 7", "DELETE FROM events",
                             "UPDATE audit SET actor = 'x'", "DELETE FROM audit"}) {
    EXPECT_THROW(database().write([&](Session& session) {
      session.run(query(change, change));
      return Outcome::commit;
    }),
                 std::runtime_error)
        << change;
  }
  EXPECT_EQ(after(0).at(0).position, 1);
}

TEST_P(Events, the_sequencer_numbers_and_announces_also_what_others_committed) {
  const auto other = fresh().open();
  EventSignal signal;
  Sequencer sequencer(database(), signal, std::chrono::milliseconds(20));
  publish_one(database(), "carnet:1");
  sequencer.wake();
  EXPECT_EQ(signal.wait_beyond(0, std::chrono::seconds(5)), 1);
  publish_one(*other, "carnet:2");
  EXPECT_EQ(signal.wait_beyond(1, std::chrono::seconds(5)), 2);
  EXPECT_EQ(signal.wait_beyond(2, std::chrono::milliseconds(30)), 2);
}

TEST_P(Events, carnet_ids_are_given_once) {
  const auto other = fresh().open();
  std::mutex mutex;
  std::set<std::int64_t> given;
  std::vector<std::thread> issuers;
  for (int i = 0; i < 8; ++i) {
    issuers.emplace_back([&, i] {
      for (int n = 0; n < 10; ++n) {
        std::int64_t carnet_id = 0;
        (i % 2 == 0 ? database() : *other).write([&](Session& session) {
          carnet_id = next_carnet_id(session);
          return n % 3 == 0 ? Outcome::roll_back : Outcome::commit;
        });
        if (n % 3 == 0) continue;
        const std::lock_guard lock(mutex);
        EXPECT_TRUE(given.insert(carnet_id).second);
        EXPECT_GT(carnet_id, 1'000'000);
      }
    });
  }
  for (auto& issuer : issuers) issuer.join();
  EXPECT_EQ(given.size(), 48U);
}

}  // namespace
}  // namespace opencarnet::platform
