// Each kind of damage is found and named by `verify`; the same database without it is clean.
#include <fstream>

#include "backup/copies.h"

namespace opencarnet::backup {
namespace {

using nlohmann::json;
using support::Journey;

struct Damage : Copies {
  // A carnet that crossed the border of CH: validation and exportation.
  Journey crossed() {
    Journey journey{server()};
    journey.ready().leave_home("DE", "1-4");
    return journey;
  }
  void damage(const std::string& url, const std::vector<std::string>& statements) {
    const auto database = platform::Database::open({url, 1});
    for (const auto& statement : statements)
      database->write([&](platform::Session& session) {
        session.script(statement);
        return platform::Outcome::commit;
      });
  }
  [[nodiscard]] static bool sqlite() { return GetParam() == platform::Engine::sqlite; }
  // The database itself refuses to change its log: whoever damages it gets rid of that first.
  [[nodiscard]] static std::vector<std::string> open_the_log() {
    if (sqlite()) return {"DROP TRIGGER events_unchanged", "DROP TRIGGER events_undeleted"};
    return {"ALTER TABLE events DISABLE TRIGGER USER"};
  }
  void expect_found(std::initializer_list<std::string> all) {
    for (const auto& part : all) EXPECT_TRUE(was_told(part)) << part << "\n" << all_told();
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Damage);

TEST_P(Damage, In_the_event_log_is_found) {
  const auto changed = crossed().id(), moved = crossed().id(), gone = crossed().id(), unreadable = crossed().id();
  back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  damage(place, open_the_log());
  EXPECT_EQ(verify_at(place), 2) << all_told();
  expect_found({"events_unchanged is missing from the schema", "events_undeleted is missing from the schema"});

  damage(
      place,
      {fmt::format("UPDATE events SET payload = replace(payload, '1-4', '1-5') WHERE subject = 'carnet:{}' AND type = "
                   "'transaction_committed'",
                   changed),
       fmt::format("UPDATE events SET at = '2020-01-01T00:00:00.000Z' WHERE subject = 'carnet:{}' AND type = "
                   "'carnet_signed'",
                   moved),
       fmt::format("UPDATE events SET payload = '{{' WHERE subject = 'carnet:{}' AND type = 'carnet_issued'",
                   unreadable),
       "DELETE FROM outbox",
       fmt::format("DELETE FROM events WHERE subject = 'carnet:{}' AND type = 'transaction_committed'", gone),
       "UPDATE event_head SET last_position = last_position + 1"});
  EXPECT_GT(verify_at(place), 0);
  expect_found({"its leaf is not that of its content", "there is no event at position", "the head stands at position",
                "has another goods than its event", fmt::format("of carnet {} has no transaction_committed", gone),
                "cannot be read"});
  EXPECT_EQ(std::count_if(told.begin(), told.end(),
                          [](const auto& line) { return line.find("its leaf is not") != std::string::npos; }),
            2)
      << "one commit of one carnet, the signature of another, and no other\n"
      << all_told();
}

TEST_P(Damage, To_transactions_is_found) {
  const auto last_gone = crossed().id(), first_gone = crossed().id(), doubled = crossed().id(), goods = crossed().id(),
             undeclared = crossed().id(), rewritten = crossed().id();
  Journey taken_back{server()};
  taken_back.ready();
  const auto shown = taken_back.sign(taken_back.travel("CH", "DE", "1-4"), "validation");
  const auto cancelled = taken_back.commit(shown).at("transactions").at(0).at("transaction_id").get<std::string>();
  taken_back.officer("CH").done("POST", "/api/customs/v1/transactions/" + cancelled + "/cancel",
                                {{"cancellation_code", shown.cancellation_code}, {"reason", "Wrong truck"}});
  back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  damage(
      place,
      {fmt::format("DELETE FROM transactions WHERE carnet_id = {} AND sequence = 2", last_gone),
       fmt::format("DELETE FROM transactions WHERE carnet_id = {} AND sequence = 1", first_gone),
       fmt::format("INSERT INTO transactions SELECT 'forged', carnet_id, 3, declaration_id, signature_no + 1, type, "
                   "administration_id, country, territory, office_id, office, account_id, officer, committed_at, "
                   "acted_on, content, verification_code_hash, sealed_verification_code FROM transactions WHERE "
                   "carnet_id = {} AND sequence = 2",
                   doubled),
       fmt::format(
           "UPDATE transactions SET content = replace(content, '\"item\":4', '\"item\":5') WHERE carnet_id = {}",
           goods),
       fmt::format("DELETE FROM declarations WHERE carnet_id = {}", undeclared),
       fmt::format("UPDATE transactions SET committed_at = '2020-01-01T00:00:00.000Z', content = '[' WHERE carnet_id = "
                   "{} AND sequence = 1",
                   rewritten),
       "DELETE FROM cancellations"});
  EXPECT_GT(verify_at(place), 0);
  expect_found({fmt::format("of carnet {} was committed and is gone", last_gone),
                fmt::format("of carnet {} was committed and is gone", first_gone),
                fmt::format("the transactions of carnet {} are not numbered", first_gone),
                "transaction forged of carnet " + doubled + " has no transaction_committed event",
                "has 2 transactions of type exportation that count (X11)", "has another goods than its event",
                "counts and has no declaration", "the cancellation of transaction " + cancelled + " is gone",
                "cannot be read"});
}

TEST_P(Damage, To_carnets_and_other_documents_is_found) {
  const auto value = crossed().id(), shorter = crossed().id(), no_json = crossed().id(), travel = crossed().id();
  Journey gone{server()};
  gone.issue();
  back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  damage(
      place,
      {fmt::format("UPDATE general_lists SET general_list = replace(general_list, '1250.00', '12.50') WHERE carnet_id "
                   "= {}",
                   value),
       fmt::format("UPDATE general_lists SET general_list = '[]' WHERE carnet_id = {}", shorter),
       fmt::format("UPDATE general_lists SET general_list = '[' WHERE carnet_id = {}", no_json),
       fmt::format("UPDATE travels SET content = '{{\"place' WHERE carnet_id = {}", travel),
       fmt::format("UPDATE declarations SET content = '' WHERE carnet_id = {}", travel),
       fmt::format("DELETE FROM general_lists WHERE carnet_id = {0}; DELETE FROM carnet_numbers WHERE carnet_id = "
                   "{0}; DELETE FROM carnets WHERE carnet_id = {0}",
                   gone.id())});
  EXPECT_GT(verify_at(place), 0);
  expect_found({fmt::format("carnet {} is not what was fixed at issue", value),
                fmt::format("the General List of carnet {} has 0 items, not 20", shorter),
                fmt::format("the General List of carnet {} is missing or no JSON", no_json),
                fmt::format("carnet {} was issued and is gone", gone.id()), "the content of travel",
                "the content of declaration"});
}

TEST_P(Damage, To_what_is_sealed_is_found_and_another_key_opens_nothing) {
  const auto swapped = crossed().id(), broken = crossed().id(), codes = crossed().id();
  back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  const keystore::MasterKey stranger{crypto::random_bytes(32)};
  EXPECT_GT(verify_at(place, stranger), 3);
  expect_found(
      {"the signing keys cannot be opened", "the verification code of transaction", "the codes of declaration"});
  EXPECT_EQ(verify_at(place, std::nullopt), 0) << all_told();
  EXPECT_TRUE(was_told("there is no master key here"));

  damage(place,
         {fmt::format("UPDATE transactions SET sealed_verification_code = (SELECT sealed_verification_code FROM "
                      "transactions WHERE carnet_id = {0} AND sequence = 2) WHERE carnet_id = {0} AND sequence = 1",
                      swapped),
          fmt::format("UPDATE transactions SET sealed_verification_code = 'AAAA' WHERE carnet_id = {}", broken),
          fmt::format("UPDATE declarations SET cancellation_code_hash = 'x' WHERE carnet_id = {}", codes),
          "UPDATE server_keys SET sealed = 'x'"});
  EXPECT_GT(verify_at(place), 0);
  expect_found({"has another hash", "cannot be opened with this master key", "have other hashes",
                "the signing keys cannot be opened"});
}

TEST_P(Damage, To_the_schema_is_found) {
  back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  damage(place, {"DROP INDEX declarations_by_travel", "DROP VIEW v_rejections",
                 "UPDATE schema_migrations SET sha256 = 'x' WHERE version = 5"});
  EXPECT_EQ(verify_at(place), 3) << all_told();
  expect_found({"declarations_by_travel is missing", "v_rejections is missing", "migration 0005-wallet is not the"});
  damage(place, {"INSERT INTO schema_migrations VALUES (9999, 'later', 'x', 'x')"});
  EXPECT_GT(verify_at(place), 0);
  expect_found({"migration 9999 is not known"});
  if (!sqlite()) {
    EXPECT_GT(verify_at(empty_place()), 0);
    expect_found({"no schema of OpenCarnet"});
  }
}

TEST_P(Damage, To_storage_is_found) {
  crossed();
  back_up();
  const auto place = empty_place();
  ASSERT_EQ(restore(place), 0) << all_told();
  if (!sqlite()) {
    damage(place, {"ALTER TABLE travels ADD CONSTRAINT promised CHECK (version > 0) NOT VALID"});
    EXPECT_EQ(verify_at(place), 1) << all_told();
    expect_found({"the constraint promised does not hold for all rows"});
    return;
  }
  // A disk that lost some blocks: late in the file, for the schema stands early and nothing opens without it.
  constexpr std::uintmax_t page = 4096, lost = 20;
  const auto path = place.substr(7);
  const auto first = std::filesystem::file_size(path) / page * 3 / 4;
  std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(static_cast<std::streamoff>(first * page));
  file << std::string(lost * page, '\x55');
  file.close();
  EXPECT_GT(verify_at(place), 0);
  EXPECT_TRUE(was_told("FOUND storage")) << all_told();
}

}  // namespace
}  // namespace opencarnet::backup
