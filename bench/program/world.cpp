#include "program/world.h"

#include <fstream>
#include <thread>

#include "base/code_text.h"
#include "crypto/codes.h"
#include "demo/random.h"
#include "keystore/keystore.h"
#include "platform/clock.h"
#include "program/bulk.h"
#include "program/copy.h"
#include "wallet/codes.h"

namespace opencarnet::bench {
namespace {

using nlohmann::json;

constexpr std::uint64_t of_transaction = 32, of_cancellation = 64;

class Maker {
 public:
  Maker(const WorldOrder& order, Instant now)
      : order_(order),
        script_(play_lives({.data_dir = order.data_dir,
                            .now = now,
                            .officers = order.officers,
                            .seed = order.seed,
                            .items = order.items,
                            .variants = order.variants})),
        keys_(wallet::code_keys(keystore::MasterKey::read_or_make(order.data_dir + "/master.key"))) {
    for (const auto* lives : {&script_.lived, &script_.open})
      for (const auto& life : *lives) stock_.places = std::max(stock_.places, static_cast<std::int64_t>(life.places));
    const auto blocks = (order.carnets + block - 1) / block;
    constexpr std::int64_t decade_ms = 315'000'000'000;
    stock_.seed = order.seed;
    stock_.step_ms = std::max<std::int64_t>(1, decade_ms / (blocks * stock_.places * block));
    stock_.first_instant_ms = now.time_since_epoch().count() - stock_.step_ms * (blocks * stock_.places * block) - 1000;
    make_digests();
  }

  void fill() {
    auto bulk = Bulk::open(order_.database, script_.ground.tables);
    for (const auto& table : script_.ground.tables) {
      if (bulk->postgres() && table.name == "carnet_ids") continue;
      if (table.name == "event_head") continue;
      bulk->begin(table);
      for (const auto& row : script_.ground.rows.at(table.name))
        if (table.name != "outbox" && (table.name != "events" || !order_.lean)) bulk->add(placed(table, row));
      add_copies(*bulk, table);
      bulk->end();
    }
    bulk->run(fmt::format("INSERT INTO event_head (event_head_id, last_position) VALUES (1, {})", position_));
    if (bulk->postgres()) bulk->run("SELECT setval('carnet_ids', 1100000)");
    bulk->finish();
  }

  void write_lists(const crypto::KeyRing& ring) const {
    std::ofstream officers(order_.data_dir + "/officers.tsv");
    for (const auto& it : script_.officers)
      officers << it.token << '\t' << it.token_hash << '\t' << it.account_id << '\t' << it.session_id << '\t'
               << it.office_id << '\n';
    std::ofstream crossings(order_.data_dir + "/crossings.tsv");
    // Round by round over all carnets, so that officers who work side by side seldom hold the same one.
    for (std::size_t round = 0; round < 9; ++round)
      for (std::int64_t index = 0; index < order_.carnets; ++index)
        if (is_open(index)) write_crossing(crossings, ring, copy(index), round);
    if (!officers || !crossings) throw std::runtime_error("the lists cannot be written to " + order_.data_dir);
  }

 private:
  // Evenly over the world.
  [[nodiscard]] bool is_open(std::int64_t index) const {
    const auto open = std::min(order_.open_carnets, order_.carnets);
    return (index + 1) * open / order_.carnets != index * open / order_.carnets;
  }

  [[nodiscard]] Copy copy(std::int64_t index) const {
    const auto& lives = is_open(index) ? script_.open : script_.lived;
    demo::Random random(stock_.seed + static_cast<std::uint64_t>(index));
    return {stock_, lives[random.next() % lives.size()], index};
  }

  void make_digests() {
    stock_.digests.resize(static_cast<std::size_t>(order_.carnets));
    const auto part = [this](std::int64_t first) {
      for (auto index = first; index < order_.carnets; index += 2)
        stock_.digests[static_cast<std::size_t>(index)] = digest_of(copy(index).life(), index);
    };
    std::thread other(part, 1);
    part(0);
    other.join();
  }

  PlainRow placed(const Table& table, PlainRow row) {
    if (table.name == "events") row[table.column("position")] = std::to_string(++position_);
    return row;
  }

  [[nodiscard]] bool kept(const Table& table, const MouldRow& row, const Values& values) const {
    if (!order_.lean || (table.name != "events" && table.name != "audit")) return true;
    const auto what = row[table.column(table.name == "events" ? "type" : "action")]->filled(values);
    return what.ends_with("commit_transaction") || what == "transaction_committed" || what.ends_with("issue_carnet") ||
           what == "carnet_issued";
  }

  void add_copies(Bulk& bulk, const Table& table) {
    std::size_t most = 0;
    for (const auto* lives : {&script_.lived, &script_.open})
      for (const auto& life : *lives)
        if (const auto found = life.rows.find(table.name); found != life.rows.end())
          most = std::max(most, found->second.size());
    PlainRow row(table.columns.size());
    for (std::int64_t begin = 0; begin < order_.carnets; begin += block)
      for (std::size_t number = 0; number < most; ++number)
        for (auto index = begin; index < std::min(begin + block, order_.carnets); ++index)
          add_copy(bulk, table, number, copy(index), row);
  }

  void add_copy(Bulk& bulk, const Table& table, std::size_t number, const Copy& copy, PlainRow& row) {
    const auto& rows = copy.life().rows;
    const auto found = rows.find(table.name);
    if (found == rows.end() || number >= found->second.size()) return;
    const auto& mould = found->second[number];
    if (!kept(table, mould, copy)) return;
    for (std::size_t i = 0; i < mould.size(); ++i) {
      if (!mould[i]) {
        row[i].reset();
        continue;
      }
      if (!row[i]) row[i].emplace();
      row[i]->clear();
      mould[i]->fill(copy, *row[i]);
    }
    if (table.name == "events") finish_event(table, number, copy, row);
    if (table.name == "declarations") finish_declaration(table, number, copy, row);
    bulk.add(row);
  }

  void finish_event(const Table& table, std::size_t number, const Copy& copy, PlainRow& row) {
    row[table.column("position")] = std::to_string(++position_);
    row[table.column("leaf")] = crypto::sha256_hex(std::string(1, '\0') + copy.life().proofs[number].filled(copy));
  }

  [[nodiscard]] std::string hash(const char* purpose, const std::string& code) const {
    return crypto::code_hash(keys_.hashing, purpose, code);
  }

  void finish_declaration(const Table& table, std::size_t number, const Copy& copy, PlainRow& row) const {
    const auto found = copy.life().declaration_of_row.find(number);
    if (found == copy.life().declaration_of_row.end()) return;
    const auto& declaration = copy.life().declarations[found->second];
    const auto code = copy.code(declaration.place, of_transaction, transaction_code_length);
    const auto cancellation = copy.code(declaration.place, of_cancellation, cancellation_code_length);
    row[table.column("transaction_code_hash")] = hash(wallet::transaction_code_purpose, code);
    row[table.column("cancellation_code_hash")] = hash(wallet::cancellation_code_purpose, cancellation);
    row[table.column("sealed_codes")] =
        crypto::seal(keys_.sealing, wallet::seal_purpose(copy.id(declaration.place)),
                     json{{"transaction_code", code}, {"cancellation_code", cancellation}}.dump());
    // Of the same size, and of another carnet: signing each anew would take longer than all the rest. Nobody reads it.
    row[table.column("qr")] =
        crypto::seal(keys_.sealing, wallet::seal_purpose_of_qr(copy.id(declaration.place)), declaration.text);
  }

  void write_crossing(std::ostream& out, const crypto::KeyRing& ring, const Copy& copy, std::size_t round) const {
    std::size_t seen = 0;
    for (const auto& declaration : copy.life().declarations) {
      if (!declaration.open || seen++ != round) continue;
      auto qr = declaration.qr;
      qr.carnet_id = copy.carnet_id();
      qr.carnet_number = copy.number();
      qr.transaction_code = copy.code(declaration.place, of_transaction, transaction_code_length);
      out << copy.id(declaration.place) << '\t' << qr.carnet_id << '\t' << qr.carnet_number << '\t'
          << qr.transaction_code << '\t' << hash(wallet::transaction_code_purpose, qr.transaction_code) << '\t'
          << crypto::encode_declaration_qr(qr, ring.current()) << '\n';
    }
  }

  const WorldOrder& order_;
  Script script_;
  wallet::CodeKeys keys_;
  Stock stock_;
  std::int64_t position_ = 0;
};

}  // namespace

void make_world(const WorldOrder& order) {
  const auto now = platform::Clock().now();
  Maker maker(order, now);
  {
    const auto database = platform::Database::open({order.database, 1});
    platform::migrate(*database);
  }
  maker.fill();
  const auto database = platform::Database::open({order.database, 1});
  const auto master = keystore::MasterKey::read_or_make(order.data_dir + "/master.key");
  maker.write_lists(keystore::load_ring(*database, master, now));
}

}  // namespace opencarnet::bench
