#include "customs/customs_fixture.h"
#include "carnet/codes.h"
#include "crypto/codes.h"
#include "crypto/declaration_qr.h"
#include "directory/directory_store.h"
#include "directory/reference_store.h"
#include "records/carnet_json.h"
#include "records/declaration_record.h"

namespace opencarnet::customs {
namespace {

using platform::Query;

std::string padded(std::string name) { return name.append(20 - name.size(), '0'); }

void put_office(platform::Session& session, const std::string& code, const std::string& country,
                const std::string& administration_country, const std::string& time_zone, const std::string& region) {
  const auto administration = "customs-" + administration_country;
  directory::put_region(session, {padded(region), administration, country, "Region " + region, true});
  directory::Office office;
  office.office_id = padded(code);
  office.administration_id = administration;
  office.region_id = padded(region);
  office.code = code;
  office.name = office.name_latin = "Office " + code;
  office.country = country;
  office.time_zone = time_zone;
  office.hours = json::object();
  directory::put_office(session, office);
}

void put_world(platform::Session& session, Instant now) {
  directory::load_reference(session, OPENCARNET_DB_FOLDER "/reference");
  directory::load_overlay(session, OPENCARNET_DB_FOLDER "/demo/overlay", now);
  for (const auto& [letters, country] : {std::pair{"ch", "CH"}, {"de", "DE"}, {"es", "ES"}, {"fr", "FR"}})
    directory::put_administration(session,
                                  {"customs-" + std::string(letters), country, "Customs " + std::string(country),
                                   "Customs " + std::string(country), "en", "", true});
  put_office(session, "zurich", "CH", "ch", "Europe/Zurich", "nordost");
  put_office(session, "basel", "CH", "ch", "Europe/Zurich", "nordwest");
  put_office(session, "weil", "DE", "de", "Europe/Berlin", "baden");
  put_office(session, "berlin", "DE", "de", "Europe/Berlin", "brandenburg");
  put_office(session, "madrid", "ES", "es", "Europe/Madrid", "centro");
  put_office(session, "paris", "FR", "fr", "Europe/Paris", "paris");
  put_office(session, "reunion", "RE", "fr", "Indian/Reunion", "outremer");
}

json content_of(const carnet::Carnet& carnet) {
  return {{"type", "ata"},
          {"valid_until", to_text(carnet.valid_until)},
          {"currency", std::string(carnet.currency.code())},
          {"intended_use", carnet.intended_use},
          {"holder", records::to_json(carnet.holder)},
          {"representatives", json::array()},
          {"territories", carnet.territories},
          {"sets", records::to_json(carnet.sets)}};
}

constexpr std::string_view insert_carnet_text =
    "INSERT INTO carnets (carnet_id, association_id, country_of_issue, home_territory, number, type, standing, "
    "version, "
    "content, issued_on, valid_until, currency, items, total_value, content_sha256, created_at, updated_at) VALUES "
    "(:carnet_id, 'NGA-CH', 'CH', 'CH_LI', :number, 'ata', :standing, 1, :content, :issued_on, :valid_until, 'CHF', "
    "20, "
    "'3000.00', :sha, :now, :now)";
constexpr std::string_view insert_list_text =
    "INSERT INTO general_lists (carnet_id, general_list) VALUES (:carnet_id, :general_list)";
constexpr std::string_view delete_carnet_text = "DELETE FROM carnets WHERE carnet_id = :carnet_id";
constexpr std::string_view delete_list_text = "DELETE FROM general_lists WHERE carnet_id = :carnet_id";
constexpr std::string_view insert_travel_text =
    "INSERT INTO travels (travel_id, carnet_id, version, content, complete, created_by, created_at, updated_at) VALUES "
    "(:travel_id, :carnet_id, 1, '{}', 1, 'holder', :now, :now)";
constexpr std::string_view insert_declaration_text =
    "INSERT INTO declarations (declaration_id, travel_id, carnet_id, sequence, type, country, territory, content, "
    "signature_no) VALUES (:declaration_id, :travel_id, :carnet_id, 1, :type, :country, :territory, :content, 0)";
constexpr std::string_view sign_text =
    "UPDATE declarations SET content = :content, signature_no = :signature_no, signature = 'jws', signed_at = :now, "
    "transaction_code_hash = :hash, cancellation_code_hash = :cancellation_hash, qr = :qr "
    "WHERE declaration_id = :declaration_id";
constexpr std::string_view replace_text =
    "INSERT INTO replaced_codes (transaction_code_hash, declaration_id, carnet_id, replaced_at) SELECT "
    "transaction_code_hash, declaration_id, carnet_id, :now FROM declarations WHERE declaration_id = :declaration_id";
constexpr std::string_view void_text =
    "UPDATE declarations SET signature = NULL, signed_at = NULL, transaction_code_hash = NULL, "
    "cancellation_code_hash = NULL, qr = NULL WHERE declaration_id = :declaration_id";

std::int64_t run(platform::Session& session, std::string_view name, std::string_view text,
                 const std::vector<platform::Bind>& binds) {
  return session.run(Query{name, text, text}, binds);
}

}  // namespace

void CustomsFixture::SetUp() {
  ring.rotate(now);
  dependencies = std::make_unique<Dependencies>(Dependencies{ring, crypto::Bytes(32, 1), crypto::Bytes(32, 2)});
  edelweiss.holder.email = "Vreni@edelweiss.example";
  edelweiss.territories = {"EU", "GB", "XS", "RE"};
  database().write([&](platform::Session& session) {
    put_world(session, now);
    return platform::Outcome::commit;
  });
  issue(edelweiss);
  zurich = officer("zurich");
  basel = officer("basel");
  weil = officer("weil");
  berlin = officer("berlin");
  madrid = officer("madrid");
  paris = officer("paris");
  reunion = officer("reunion");
}

edge::Actor CustomsFixture::officer(const std::string& office_id, edge::Role role) const {
  edge::Actor actor;
  actor.role = role;
  actor.account_id = "account-" + office_id;
  actor.office_id = padded(office_id);
  const_cast<CustomsFixture*>(this)->database().read([&](platform::Session& session) {
    const auto office = directory::find_office(session, actor.office_id).value();
    actor.tenant_id = office.administration_id;
    actor.region_id = office.region_id;
    actor.country = directory::find_administration(session, office.administration_id).value().country;
  });
  actor.display_name = "Officer of " + office_id;
  return actor;
}

Result<Answer> CustomsFixture::send(const std::string& operation, const edge::Actor& actor, edge::Input input) {
  static const auto& contract = contract::Contract::built_in();
  const auto* promised = contract.find("customs." + operation);
  edge::Handler handle;
  for (auto& route : routes(*dependencies))
    if (route.operation == "customs." + operation) handle = route.handle;
  Result<Answer> result;
  database().write([&](platform::Session& session) {
    Context context{
        actor,    now,        {now, "request", "customs." + operation, actor.account_id, actor.tenant_id, ""},
        &session, database(), actor.language.empty() ? "en" : actor.language};
    result = handle(context, input);
    return result || result.error().keep_changes ? platform::Outcome::commit : platform::Outcome::roll_back;
  });
  if (result && result->content_type.empty()) {
    const auto verdict = promised->check_answer(result->status, result->document());
    if (!verdict)
      for (const auto& error : verdict.error().errors)
        ADD_FAILURE() << operation << " answers what the contract does not promise: " << error.pointer << " "
                      << name(error.code) << "\n"
                      << result->body.dump(1);
  }
  return result;
}

Result<Answer> CustomsFixture::call(const std::string& operation, const edge::Actor& actor, json body,
                                    std::map<std::string, std::string> path, const std::string& if_match) {
  edge::Input input;
  input.body = std::move(body);
  input.path = std::move(path);
  input.if_match = if_match;
  return send(operation, actor, std::move(input));
}

void CustomsFixture::issue(const carnet::Carnet& carnet) {
  const auto text = to_text(now);
  database().write([&](platform::Session& session) {
    run(session, "customs_test.delete_list", delete_list_text, {{"carnet_id", carnet.carnet_id}});
    run(session, "customs_test.delete_carnet", delete_carnet_text, {{"carnet_id", carnet.carnet_id}});
    run(session, "customs_test.insert_carnet", insert_carnet_text,
        {{"carnet_id", carnet.carnet_id},
         {"number", carnet.number},
         {"standing", carnet::to_text(carnet.standing)},
         {"content", content_of(carnet).dump()},
         {"issued_on", to_text(carnet.issued_on)},
         {"valid_until", to_text(carnet.valid_until)},
         {"sha", std::string(64, 'a')},
         {"now", text}});
    run(session, "customs_test.insert_list", insert_list_text,
        {{"carnet_id", carnet.carnet_id}, {"general_list", records::to_json(carnet.general_list).dump()}});
    return platform::Outcome::commit;
  });
}

Shown CustomsFixture::store_signature(const carnet::Declaration& declaration) {
  Shown shown;
  shown.declaration_id = declaration.declaration_id;
  shown.transaction_code = crypto::new_transaction_code();
  shown.cancellation_code = crypto::new_cancellation_code();
  shown.short_qr = crypto::encode_short_qr({declaration.carnet_id, shown.transaction_code});
  crypto::DeclarationQr qr{static_cast<int>(declaration.signature_no),
                           declaration.carnet_id,
                           edelweiss.number,
                           shown.transaction_code,
                           static_cast<int>(declaration.type) + 1,
                           "CH_LI",
                           declaration.territory,
                           carnet::to_text(declaration.declared.goods, carnet::all_goods(edelweiss.general_list)),
                           to_text(edelweiss.valid_until),
                           1'780'000'000};
  shown.qr = crypto::encode_declaration_qr(qr, ring.current());
  database().write([&](platform::Session& session) {
    run(session, "customs_test.sign", sign_text,
        {{"declaration_id", declaration.declaration_id},
         {"content", records::content_of(declaration).dump()},
         {"signature_no", declaration.signature_no},
         {"now", to_text(now)},
         {"hash", crypto::code_hash(dependencies->code_key, "transaction_code", shown.transaction_code)},
         {"cancellation_hash", crypto::code_hash(dependencies->code_key, "cancellation_code", shown.cancellation_code)},
         {"qr", shown.qr}});
    return platform::Outcome::commit;
  });
  return shown;
}

Shown CustomsFixture::sign(carnet::TransactionType type, const std::string& country, const std::string& ranges,
                           const carnet::DeclaredGoods& lists) {
  const auto listed = carnet::all_goods(edelweiss.general_list);
  carnet::Declaration declaration;
  declaration.declaration_id = new_id();
  declaration.travel_id = new_id();
  declaration.carnet_id = edelweiss.carnet_id;
  declaration.type = type;
  declaration.country = country;
  declaration.declared = lists;
  if (!ranges.empty()) declaration.declared.goods = carnet::parse_goods(ranges, listed).value();
  declaration.place = "Musikhalle";
  declaration.mode_of_transport = "land";
  declaration.signature_no = 1;
  database().write([&](platform::Session& session) {
    declaration.territory = directory::territory_of(session, country).value();
    run(session, "customs_test.insert_travel", insert_travel_text,
        {{"travel_id", declaration.travel_id}, {"carnet_id", declaration.carnet_id}, {"now", to_text(now)}});
    run(session, "customs_test.insert_declaration", insert_declaration_text,
        {{"declaration_id", declaration.declaration_id},
         {"travel_id", declaration.travel_id},
         {"carnet_id", declaration.carnet_id},
         {"type", carnet::to_text(type)},
         {"country", country},
         {"territory", declaration.territory},
         {"content", records::content_of(declaration).dump()}});
    return platform::Outcome::commit;
  });
  return store_signature(declaration);
}

void CustomsFixture::void_signature(const Shown& shown) {
  database().write([&](platform::Session& session) {
    run(session, "customs_test.replace", replace_text,
        {{"declaration_id", shown.declaration_id}, {"now", to_text(now)}});
    run(session, "customs_test.void", void_text, {{"declaration_id", shown.declaration_id}});
    return platform::Outcome::commit;
  });
}

Shown CustomsFixture::sign_again(const Shown& shown, const std::string& ranges) {
  void_signature(shown);
  carnet::Declaration declaration;
  database().read([&](platform::Session& session) {
    declaration = records::find_declaration(session, shown.declaration_id).value().declaration;
  });
  declaration = carnet::Declaration(declaration);
  if (!ranges.empty())
    declaration.declared.goods = carnet::parse_goods(ranges, carnet::all_goods(edelweiss.general_list)).value();
  declaration.corrections.clear();
  ++declaration.signature_no;
  return store_signature(declaration);
}

json CustomsFixture::cross(const edge::Actor& actor, carnet::TransactionType type, const std::string& ranges,
                           json statement) {
  std::string country;
  database().read(
      [&](platform::Session& session) { country = directory::find_office(session, actor.office_id).value().country; });
  const auto shown = sign(type, country, ranges);
  const auto scanned = scan(actor, shown);
  if (!scanned) {
    ADD_FAILURE() << "scan refused: " << carnet::testing::said(scanned);
    return {};
  }
  const auto committed = commit(actor, shown, std::move(statement));
  if (!committed) {
    ADD_FAILURE() << "commit refused: " << carnet::testing::said(committed);
    return {};
  }
  return committed->document();
}

std::int64_t CustomsFixture::count(const std::string& what) {
  std::int64_t n = 0;
  const auto text = "SELECT COUNT(*) AS n FROM " + what;
  const auto name = "customs_test." + what;
  database().read([&](platform::Session& session) { n = session.one(Query{name, text, text}).value().integer("n"); });
  return n;
}

json CustomsFixture::last_event(const std::string& type) {
  json payload;
  database().read([&](platform::Session& session) {
    for (const auto& event : platform::events_of(session, "carnet:768255", 0, 1000))
      if (event.type == type) payload = event.payload;
  });
  return payload;
}

}  // namespace opencarnet::customs
