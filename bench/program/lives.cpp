#include "program/lives.h"

#include <filesystem>
#include <set>

#include "base/ids.h"
#include "bin/rooms.h"
#include "demo/player.h"
#include "demo/world.h"
#include "directory/reference_store.h"
#include "identity/session_store.h"
#include "platform/events.h"
#include "program/plans.h"
#include "records/carnet_record.h"
#include "wallet/codes.h"

namespace opencarnet::bench {
namespace {

using platform::Session;

constexpr auto password_of_officers = "sixty four counters in a row";

// Asks what nobody has written down as a query. A session keeps what it was asked, so the texts stay.
class Asker {
 public:
  explicit Asker(Session& session) : session_(session) {}
  std::vector<platform::Row> operator()(const std::string& sql) {
    const auto& kept = *texts_.insert(sql).first;
    return session_.all({kept, kept, kept});
  }

 private:
  Session& session_;
  std::set<std::string> texts_;
};

std::vector<Table> tables_of(Asker& ask) {
  std::vector<Table> tables;
  for (const auto& row : ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
    Table table{row.text("name"), {}, {}};
    if (table.name.starts_with("sqlite_") || table.name == "schema_migrations") continue;
    for (const auto& column : ask("SELECT name, type FROM pragma_table_info('" + table.name + "')")) {
      table.columns.push_back(column.text("name"));
      table.integer.push_back(column.text("type") == "BIGINT");
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

std::vector<PlainRow> rows_after(Asker& ask, const Table& table, std::int64_t rowid) {
  std::vector<PlainRow> rows;
  const auto sql = fmt::format("SELECT * FROM {} WHERE rowid > {} ORDER BY rowid", table.name, rowid);
  for (const auto& row : ask(sql)) {
    PlainRow plain;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (!table.integer[i]) {
        plain.push_back(row.maybe_text(table.columns[i]));
      } else if (const auto value = row.maybe_integer(table.columns[i])) {
        plain.emplace_back(std::to_string(*value));
      } else {
        plain.emplace_back();
      }
    }
    rows.push_back(std::move(plain));
  }
  return rows;
}

using Marks = std::map<std::string, std::int64_t>;  // by table: its last row

Marks marks_of(Asker& ask, const std::vector<Table>& tables) {
  Marks marks;
  for (const auto& table : tables)
    marks[table.name] = ask("SELECT COALESCE(MAX(rowid), 0) AS last FROM " + table.name).at(0).integer("last");
  return marks;
}

std::set<std::string> ids_in(const std::map<std::string, std::vector<PlainRow>>& rows) {
  std::set<std::string> ids;
  for (const auto& [table, all] : rows)
    for (const auto& row : all)
      for (const auto& cell : row)
        if (cell && is_id(*cell)) ids.insert(*cell);
  return ids;
}

// What the leaf of an event is the digest of (platform/events.h).
std::string proof_of(const Table& events, const PlainRow& row) {
  const auto text = [&](const char* column) { return row.at(events.column(column)).value(); };
  nlohmann::json proven{{"payload", nlohmann::json::parse(text("payload"))}};
  for (const auto* column : {"event_id", "at", "type", "subject", "territory", "salt"}) proven[column] = text(column);
  if (crypto::sha256_hex(std::string(1, '\0') + proven.dump()) != text("leaf"))
    throw std::logic_error("the leaf of an event is made of something else than the generator thinks");
  return proven.dump();
}

class Theatre {
 public:
  Theatre(const ScriptOrder& order, Session& session, const crypto::KeyRing& ring, const wallet::CodeKeys& codes,
          const edge::Routes& routes)
      : order_(order),
        session_(session),
        ask_(session),
        ring_(ring),
        codes_(codes),
        world_(demo::read_world()),
        stage_(routes, session),
        people_(stage_, world_),
        random_(order.seed),
        today_(date::floor<date::days>(order.now)) {}

  Script play() {
    Script script;
    directory::load_reference(session_, directory::built_in_reference());
    const auto begin = order_.now - date::days{400};
    demo::store_directory(session_, world_, begin);
    people_.register_all(begin);
    script.officers = make_officers(begin);
    // Everybody signs in and every phone is bound before the lives that are copied.
    for (const auto& officer : world_.officers)
      if (officer.role == "officer") (void)people_.officer(officer.email, begin);
    for (std::size_t variant = 0; variant < order_.variants; ++variant) {
      (void)played(lived_carnet(world_, random_, variant, order_.items, today_ - date::days{30}));
      (void)played(open_carnet(world_, random_, variant, order_.items, today_ - date::days{30}));
    }
    script.ground.tables = tables_of(ask_);
    for (const auto& table : script.ground.tables) script.ground.rows[table.name] = rows_after(ask_, table, 0);
    ground_ids_ = ids_in(script.ground.rows);
    for (std::size_t variant = 0; variant < order_.variants; ++variant) {
      script.lived.push_back(life(script.ground, lived_carnet(world_, random_, variant, order_.items, today_)));
      script.open.push_back(life(script.ground, open_carnet(world_, random_, variant, order_.items, today_)));
    }
    return script;
  }

 private:
  std::vector<Officer> make_officers(Instant begin) {
    std::vector<const directory::Office*> offices;
    for (const auto& office : world_.offices)
      if (office.country == destination && office.types != std::set<std::string>{"admin"}) offices.push_back(&office);
    const auto hash = identity::hash_without_judging(password_of_officers, crypto::cheapest_password_cost);
    const edge::Actor nobody;
    std::vector<Officer> officers;
    for (int i = 0; i < order_.officers; ++i) {
      const auto& office = *offices.at(static_cast<std::size_t>(i) % offices.size());
      auto context = stage_.context(nobody, begin, "");
      const auto account = identity::seed_account_with_hash(context,
                                                            {.realm = "customs",
                                                             .email = fmt::format("bench{}@customs-de.example", i),
                                                             .role = edge::Role::officer,
                                                             .tenant_id = office.administration_id,
                                                             .display_name = fmt::format("Officer {}", i),
                                                             .country = office.country,
                                                             .region_id = office.region_id,
                                                             .office_id = office.office_id},
                                                            hash);
      const auto opened =
          identity::open_session(session_, account.value(), "127.0.0.1",
                                 {order_.now, order_.now + date::days{30}, std::chrono::hours{24 * 30}});
      officers.push_back(
          {opened.token, crypto::sha256_hex(opened.token), account.value(), opened.session_id, office.office_id});
    }
    return officers;
  }

  demo::PlannedCarnet played(demo::PlannedCarnet plan) {
    plan.number = fmt::format("{}{}", world_.chamber(plan.association_id).number_prefix, 90'000'001 + played_++);
    const std::vector<demo::PlannedCarnet> one{plan};
    (void)demo::Player(stage_, people_, world_, one).play({});
    return plan;
  }

  Life life(const Ground& ground, demo::PlannedCarnet plan) {
    const auto marks = marks_of(ask_, ground.tables);
    plan = played(std::move(plan));
    std::map<std::string, std::vector<PlainRow>> rows;
    for (const auto& table : ground.tables)  // jobs are done, guesses forgotten
      if (table.name != "outbox" && table.name != "guesses")
        rows[table.name] = rows_after(ask_, table, marks.at(table.name));
    Life made;
    const auto carnet_id = records::find_carnet_id(session_, plan.number).value();
    const auto record = records::find_carnet(session_, carnet_id).value();
    made.carnet = record.carnet;
    made.number_letters = world_.chamber(plan.association_id).number_prefix;
    made.number_digits = plan.number.size() - made.number_letters.size();
    std::vector<Known> known{{std::to_string(carnet_id), place_carnet_id},
                             {plan.number, place_number},
                             {record.content_sha256, place_digest}};
    std::map<std::string, std::size_t> place_of;
    for (const auto& id : ids_in(rows))
      if (!ground_ids_.contains(id)) {
        place_of[id] = first_id + place_of.size();
        known.push_back({id, place_of[id]});
      }
    made.places = first_id + place_of.size();
    for (const auto& [name, all] : rows)
      for (const auto& row : all) made.rows[name].push_back(mould(row, known));
    for (const auto& row : rows.at("events"))
      made.proofs.push_back(Mould::of(proof_of(ground.table("events"), row), known));
    made.transactions = rows.at("transactions").size();
    note_declarations(made, ground, rows, place_of);
    return made;
  }

  static MouldRow mould(const PlainRow& row, const std::vector<Known>& known) {
    MouldRow made;
    for (const auto& cell : row) made.push_back(cell ? std::optional{Mould::of(*cell, known)} : std::nullopt);
    return made;
  }

  void note_declarations(Life& life, const Ground& ground, const std::map<std::string, std::vector<PlainRow>>& rows,
                         const std::map<std::string, std::size_t>& place_of) const {
    const auto &declarations = ground.table("declarations"), &transactions = ground.table("transactions");
    std::set<std::string> committed;
    for (const auto& row : rows.at("transactions"))
      committed.insert(row.at(transactions.column("declaration_id")).value());
    const auto keys = ring_.verification_keys();
    const auto& all = rows.at("declarations");
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto id = all[i].at(declarations.column("declaration_id")).value();
      const auto& sealed = all[i].at(declarations.column("qr"));
      if (!sealed) continue;
      const auto qr = crypto::unseal(codes_.sealing, wallet::seal_purpose_of_qr(id), *sealed).value();
      life.declaration_of_row[i] = life.declarations.size();
      const auto country = all[i].at(declarations.column("country")).value();
      life.declarations.push_back({place_of.at(id), country, qr, crypto::verify_declaration_qr(qr, keys).value(),
                                   country == destination && !committed.contains(id)});
    }
  }

  const ScriptOrder& order_;
  Session& session_;
  Asker ask_;
  const crypto::KeyRing& ring_;
  const wallet::CodeKeys& codes_;
  demo::World world_;
  demo::Stage stage_;
  demo::People people_;
  demo::Random random_;
  Day today_;
  int played_ = 0;
  std::set<std::string> ground_ids_;
};

}  // namespace

std::size_t Table::column(std::string_view wanted) const {
  const auto found = std::find(columns.begin(), columns.end(), wanted);
  if (found == columns.end()) throw std::logic_error(fmt::format("{} has no column {}", name, wanted));
  return static_cast<std::size_t>(found - columns.begin());
}

const Table& Ground::table(std::string_view name) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == name; });
  if (found == tables.end()) throw std::logic_error(fmt::format("there is no table {}", name));
  return *found;
}

Script play_lives(const ScriptOrder& order) {
  namespace fs = std::filesystem;
  fs::create_directories(order.data_dir);
  const auto file = order.data_dir + "/lives.db";
  const auto remove = [&] {
    for (const auto* end : {"", "-wal", "-shm"}) fs::remove(file + end);
  };
  remove();
  runtime::Config config;
  config.data_dir = order.data_dir;
  platform::Clock clock;
  Script script;
  {
    const auto database = platform::Database::open({"sqlite:" + file, 1});
    platform::migrate(*database);
    const auto master = keystore::MasterKey::read_or_make(order.data_dir + "/master.key");
    const auto ring = keystore::load_ring(*database, master, order.now);
    const auto codes = wallet::code_keys(master);
    const bin::Foundation foundation{config, *database, clock, master, ring, crypto::cheapest_password_cost};
    const auto routes = bin::open_rooms(foundation).routes;
    database->write([&](Session& session) {
      script = Theatre(order, session, ring, codes, routes).play();
      return platform::Outcome::commit;
    });
  }
  remove();
  return script;
}

}  // namespace opencarnet::bench
