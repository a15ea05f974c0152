#include "wallet/wallet_fixture.h"
#include "base/ids.h"
#include "contract/contract.h"
#include "crypto/codes.h"
#include "crypto/jose.h"
#include "directory/reference_store.h"
#include "identity/use_cases.h"
#include "records/carnet_record.h"
#include "records/declaration_record.h"
#include "records/transaction_json.h"

namespace opencarnet::wallet {
namespace {

constexpr auto issue_text =
    "INSERT INTO carnets (carnet_id, association_id, country_of_issue, home_territory, number, type, standing, "
    "version, content, issued_on, valid_until, currency, items, total_value, content_sha256, pin_hash, created_at, "
    "updated_at) VALUES (:carnet_id, 'NGA-CH', 'CH', 'CH_LI', :number, 'ata', :standing, 1, :content, :issued_on, "
    ":valid_until, 'CHF', 20, '3000.00', :sha, :pin_hash, :now, :now)";
constexpr auto transaction_text =
    "INSERT INTO transactions (transaction_id, carnet_id, sequence, declaration_id, signature_no, type, "
    "administration_id, country, territory, office_id, office, account_id, officer, committed_at, acted_on, content, "
    "verification_code_hash, sealed_verification_code) VALUES (:transaction_id, :carnet_id, :sequence, "
    ":declaration_id, :signature_no, :type, 'customs', :country, :territory, :office_id, :office, 'officer', "
    "'Officer 7', :committed_at, :acted_on, :content, :hash, '')";

// The statement cache goes on looking at a query's texts, so they are kept.
platform::Query query(const std::string& text) {
  static std::map<std::string, std::string> names;
  static std::mutex lock;
  const std::lock_guard guard{lock};
  const auto found = names.try_emplace(text, "wallet_test." + std::to_string(names.size())).first;
  return {found->second, found->first, found->first};
}

json content_of(const carnet::Carnet& it) {
  return {{"type", "ata"},
          {"currency", "CHF"},
          {"valid_until", to_text(it.valid_until)},
          {"intended_use", it.intended_use},
          {"holder", records::to_json(it.holder)},
          {"territories", it.territories},
          {"sets", records::to_json(it.sets)}};
}

}  // namespace

void WalletFixture::SetUp() {
  ring.rotate(now);
  dependencies = std::make_unique<Dependencies>(
      Dependencies{ring, {crypto::Bytes(32, 1), crypto::Bytes(32, 2)}, crypto::cheapest_password_cost});
  table = routes(*dependencies);
  identity::Settings settings;
  settings.cost = crypto::cheapest_password_cost;
  door = identity::sign_in(settings);
  carnet = carnet::testing::a_carnet().valid("2026-07-01", "2027-06-30").with_pieces(4, 10);
  carnet.sets = {2, 3, 2};
  database().write([&](platform::Session& session) {
    directory::load_reference(session, OPENCARNET_DB_FOLDER "/reference");
    const edge::Actor nobody;
    edge::Context context{nobody, now, {now, "request", "", "", "", ""}, &session, database()};
    const auto hash = identity::hash_without_judging(password, crypto::cheapest_password_cost);
    for (const auto& [email, display_name] : {std::pair{"vreni@edelweiss.example", "Vreni Alpstein"},
                                              std::pair{"driver@edelweiss.example", "Urs Alpstein"}}) {
      identity::NewAccount account;
      account.realm = "wallet";
      account.role = edge::Role::holder;
      account.email = email;
      account.display_name = display_name;
      EXPECT_TRUE(identity::create_account(context, account, hash));
    }
    return platform::Outcome::commit;
  });
  issue(carnet);
}

Result<edge::Answer> WalletFixture::call(const std::string& operation, const edge::Actor& actor, edge::Input input) {
  now += std::chrono::milliseconds{10};
  return call_at(now, operation, actor, input);
}

Result<edge::Answer> WalletFixture::call_at(Instant at, const std::string& operation, const edge::Actor& actor,
                                            const edge::Input& input) {
  const auto route =
      std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.operation == "wallet." + operation; });
  if (route == table.end()) throw std::logic_error("no route for " + operation);
  const platform::Origin origin{at, "request", "wallet." + operation, actor.account_id, actor.tenant_id, "192.0.2.1"};
  Result<edge::Answer> result;
  if (route->work == edge::Work::own) {
    edge::Context context{actor, at, origin, nullptr, database()};
    result = route->handle(context, input);
  } else {
    database().write([&](platform::Session& session) {
      edge::Context context{actor, at, origin, &session, database()};
      result = route->handle(context, input);
      return result || result.error().keep_changes ? platform::Outcome::commit : platform::Outcome::roll_back;
    });
  }
  if (result && !result->live) {
    const auto promised =
        contract::Contract::built_in().find("wallet." + operation)->check_answer(result->status, result->document());
    for (const auto& line : fields_said(promised)) ADD_FAILURE() << operation << ": " << line << "\n" << result->body;
  }
  return result;
}

Result<edge::Answer> WalletFixture::call(const std::string& operation, const Holder& holder, json body,
                                         std::map<std::string, std::string> path, const std::string& if_match) {
  edge::Input input;
  input.body = std::move(body);
  input.path = std::move(path);
  input.if_match = if_match;
  input.query["limit"] = "50";
  return call(operation, holder.actor, std::move(input));
}

json WalletFixture::done(const std::string& operation, const Holder& holder, json body,
                         std::map<std::string, std::string> path, const std::string& if_match) {
  auto answer = call(operation, holder, std::move(body), std::move(path), if_match);
  if (answer) return answer->document();
  std::string why = operation + ": " + said(answer);
  for (const auto& line : fields_said(answer)) why += " " + line;
  for (const auto& [key, value] : answer.error().params) why += " " + key + "=" + value;
  throw std::runtime_error(why);
}

Holder WalletFixture::sign_in(const std::string& email) {
  Holder holder;
  const edge::Actor nobody;
  edge::Context context{nobody, now, {now, "request", "identity.sign_in", "", "", "192.0.2.1"}, nullptr, database()};
  edge::Input input;
  input.body = {{"realm", "wallet"}, {"email", email}, {"password", password}};
  const auto cookie = door(context, input).value().headers.at("Set-Cookie");
  const auto start = cookie.find('=') + 1;
  holder.session_token = cookie.substr(start, cookie.find(';') - start);
  database().read([&](platform::Session& session) {
    holder.actor = identity::find_actor(session, holder.session_token, now).value();
  });
  return holder;
}

std::string WalletFixture::challenge_of(const Holder& holder) {
  std::string challenge;
  database().read([&](platform::Session& session) {
    challenge = identity::find_device_challenge(session, holder.actor.session_id).value();
  });
  return challenge;
}

Result<edge::Answer> WalletFixture::try_bind(Holder& holder, const std::string& proof) {
  auto answer = call("register_device", holder,
                     {{"name", "Vreni's phone"},
                      {"signing_key", holder.signing.public_key().to_jwk()},
                      {"encryption_key", holder.encryption.public_key().to_jwk()},
                      {"proof", proof}});
  database().read([&](platform::Session& session) {
    holder.actor = identity::find_actor(session, holder.session_token, now).value();
  });
  return answer;
}

Holder WalletFixture::with_device(const std::string& email) {
  auto holder = sign_in(email);
  EXPECT_EQ(said(try_bind(holder, crypto::sign_jws(holder.signing, challenge_of(holder)))), "accepted");
  return holder;
}

Result<edge::Answer> WalletFixture::try_download(const Holder& holder, const std::string& typed_pin,
                                                 const std::string& typed_carnet) {
  return call("download_carnet", holder, {{"carnet", typed_carnet}, {"pin", typed_pin}});
}

json WalletFixture::download(const Holder& holder) {
  const auto answer = try_download(holder, pin).value();
  return json::parse(crypto::decrypt_jwe(holder.encryption, answer.body.at("jwe").get<std::string>()).value());
}

Holder WalletFixture::with_carnet(const std::string& email) {
  auto holder = with_device(email);
  EXPECT_EQ(said(try_download(holder, pin)), "accepted");
  return holder;
}

Holder WalletFixture::ready() {
  auto holder = with_carnet();
  const auto to_sign = download(holder).at("to_sign").get<std::string>();
  done("sign_carnet", holder, {{"signature", crypto::sign_jws(holder.signing, to_sign)}}, of_carnet());
  return holder;
}

Holder WalletFixture::ready_again(const Holder& holder) {
  auto again = sign_in(holder.actor.email);
  again.signing = holder.signing;
  again.encryption = holder.encryption;
  EXPECT_EQ(said(try_bind(again, crypto::sign_jws(again.signing, challenge_of(again)))), "accepted");
  return again;
}

std::map<std::string, std::string> WalletFixture::of_carnet() const {
  return {{"carnet_id", std::to_string(carnet.carnet_id)}};
}
std::map<std::string, std::string> WalletFixture::of_travel(const json& travel) {
  return {{"travel_id", travel.at("travel_id").get<std::string>()}};
}
std::map<std::string, std::string> WalletFixture::of(const json& declaration) {
  return {{"declaration_id", declaration.at("declaration_id").get<std::string>()}};
}

const json& WalletFixture::declaration(const json& travel, std::string_view type) {
  for (const auto& it : travel.at("declarations"))
    if (it.at("type") == type) return it;
  throw std::runtime_error("no " + std::string(type) + " in " + travel.dump());
}

json WalletFixture::travels(const Holder& holder) {
  return done("list_travels", holder, {}, of_carnet()).at("travels");
}

std::string WalletFixture::signed_text(const Holder& holder, const json& declaration) {
  return crypto::sign_jws(holder.signing, declaration.at("to_sign").get<std::string>());
}

json WalletFixture::sign(const Holder& holder, const json& declaration) {
  return done("sign_declaration", holder, {{"signature", signed_text(holder, declaration)}}, of(declaration));
}

void WalletFixture::issue(const carnet::Carnet& it) {
  run(issue_text, {{"carnet_id", it.carnet_id},
                   {"number", it.number},
                   {"standing", carnet::to_text(it.standing)},
                   {"content", content_of(it).dump()},
                   {"issued_on", to_text(it.issued_on)},
                   {"valid_until", to_text(it.valid_until)},
                   {"sha", std::string(64, 'a')},
                   {"pin_hash", crypto::hash_password(pin, crypto::cheapest_password_cost)},
                   {"now", to_text(now)}});
  run("INSERT INTO general_lists (carnet_id, general_list) VALUES (:carnet_id, :list)",
      {{"carnet_id", it.carnet_id}, {"list", records::to_json(it.general_list).dump()}});
}

void WalletFixture::set_standing(carnet::Standing standing) {
  run("UPDATE carnets SET standing = :standing", {{"standing", carnet::to_text(standing)}});
}

Result<std::vector<carnet::Transaction>> WalletFixture::try_commit(const std::string& declaration_id,
                                                                   const carnet::OfficerFields& fields) {
  Result<std::vector<carnet::Transaction>> made;
  std::size_t sequence = 0;
  database().read([&](platform::Session& session) {
    const auto record = records::find_carnet(session, carnet.carnet_id).value();
    const auto history = records::load_history(session, carnet.carnet_id);
    const auto it = records::find_declaration(session, declaration_id).value().declaration;
    const auto home = records::find_territory(session, "CH_LI").value();
    const auto acting = records::find_territory(session, it.territory).value();
    carnet::Stamp stamp;
    stamp.transaction_ids = {new_id(now), new_id(now + std::chrono::milliseconds{1})};
    stamp.office_id = "office-" + it.country;
    stamp.office = "Customs " + it.country;
    stamp.committed_at = now;
    const carnet::Situation situation{record.carnet, history,    home,
                                      acting,        it.country, std::chrono::floor<date::days>(now)};
    made = carnet::decide_commit(situation, it, fields, stamp);
    sequence = history.size();
  });
  if (!made) return made;
  const auto hash = crypto::code_hash(dependencies->keys.hashing, "verification_code", verification_code);
  for (const auto& it : *made)
    run(transaction_text, {{"transaction_id", it.transaction_id},
                           {"carnet_id", it.carnet_id},
                           {"sequence", static_cast<std::int64_t>(++sequence)},
                           {"declaration_id", it.declaration_id},
                           {"signature_no", it.signature_no},
                           {"type", carnet::to_text(it.type)},
                           {"country", it.country},
                           {"territory", it.territory},
                           {"office_id", it.office_id},
                           {"office", it.office},
                           {"committed_at", to_text(it.committed_at)},
                           {"acted_on", to_text(it.acted_on)},
                           {"content", records::content_of(it).dump()},
                           {"hash", hash}});
  return made;
}

std::string WalletFixture::commit(const json& declaration) {
  const auto made = try_commit(declaration.at("declaration_id").get<std::string>());
  if (!made) throw std::runtime_error("commit: " + said(made));
  return made->back().transaction_id;
}

void WalletFixture::cancel(const std::string& transaction_id) {
  run("INSERT INTO cancellations (transaction_id, carnet_id, account_id, officer, reason, cancelled_at) "
      "VALUES (:transaction_id, :carnet_id, 'officer', 'Officer 7', 'Wrong lorry', :now)",
      {{"transaction_id", transaction_id}, {"carnet_id", carnet.carnet_id}, {"now", to_text(now)}});
}

void WalletFixture::reject(const json& declaration) {
  run("INSERT INTO rejections (declaration_id, signature_no, carnet_id, type, country, territory, office_id, office, "
      "account_id, officer, reason, rejected_at) SELECT declaration_id, signature_no, carnet_id, type, country, "
      "territory, 'office', 'Customs', 'officer', 'Officer 7', 'Smells of smoke', :now FROM declarations "
      "WHERE declaration_id = :declaration_id",
      {{"declaration_id", declaration.at("declaration_id").get<std::string>()}, {"now", to_text(now)}});
}

void WalletFixture::correct(const json& declaration, const std::string& ranges) {
  carnet::Declaration corrected;
  database().read([&](platform::Session& session) {
    corrected =
        records::find_declaration(session, declaration.at("declaration_id").get<std::string>()).value().declaration;
  });
  corrected.declared.goods = carnet::parse_goods(ranges, carnet::all_goods(carnet.general_list)).value();
  corrected.corrections.push_back({"goods", "1-20", ranges});
  run("INSERT INTO corrections (correction_id, declaration_id, signature_no, version, content, changes, account_id, "
      "officer, corrected_at) VALUES (:id, :declaration_id, :signature_no, 1, :content, '[]', 'officer', 'Officer 7', "
      ":now)",
      {{"id", new_id(now)},
       {"declaration_id", corrected.declaration_id},
       {"signature_no", corrected.signature_no},
       {"content", records::content_of(corrected).dump()},
       {"now", to_text(now)}});
}

void WalletFixture::run(const std::string& text, const std::vector<platform::Bind>& binds) {
  database().write([&](platform::Session& session) {
    session.run(query(text), binds);
    return platform::Outcome::commit;
  });
}

std::int64_t WalletFixture::count(const std::string& from) {
  const auto text = "SELECT COUNT(*) AS n FROM " + from;
  std::int64_t n = 0;
  database().read([&](platform::Session& session) { n = session.one(query(text)).value().integer("n"); });
  return n;
}

std::vector<std::string> WalletFixture::event_types() {
  platform::number_events(database());
  std::vector<std::string> types;
  database().read([&](platform::Session& session) {
    for (const auto& event : platform::events_after(session, 0, 1000))
      if (event.type != "account_registered") types.push_back(event.type);
  });
  return types;
}

platform::StoredEvent WalletFixture::last_event() {
  platform::number_events(database());
  platform::StoredEvent last;
  database().read([&](platform::Session& session) { last = platform::events_after(session, 0, 1000).back(); });
  return last;
}

}  // namespace opencarnet::wallet
