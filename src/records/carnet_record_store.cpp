#include "records/carnet_record.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "records/queries.h"
#include "records/stored.h"

namespace opencarnet::records {
namespace {

Day day(const platform::Row& row, std::string_view column) { return parse_day(row.text(column)).value(); }

std::optional<Instant> maybe_instant(const platform::Row& row, std::string_view column) {
  const auto text = row.maybe_text(column);
  return text ? parse_instant(*text) : std::nullopt;
}

}  // namespace

std::optional<CarnetRecord> find_carnet(Session& session, carnet::CarnetId carnet_id) {
  const auto row = session.one(sql::find_carnet, {{"carnet_id", carnet_id}});
  if (!row) return {};
  FieldErrors errors;
  CarnetRecord record;
  record.carnet = carnet_from(json::parse(row->text("content")), json::array(), errors);
  if (!errors.empty()) throw std::runtime_error("the stored carnet " + std::to_string(carnet_id) + " cannot be read");
  record.carnet.general_list = general_list_from_stored(row->text("general_list"), record.carnet.currency);
  record.carnet.carnet_id = carnet_id;
  record.carnet.number = row->text("number");
  record.carnet.standing = carnet::parse_standing(row->text("standing")).value();
  record.carnet.country_of_issue = row->text("country_of_issue");
  record.carnet.home_territory = row->text("home_territory");
  record.carnet.issued_on = day(*row, "issued_on");
  record.carnet.valid_until = day(*row, "valid_until");
  record.association_id = row->text("association_id");
  record.issued_by = row->maybe_text("issued_by").value_or(record.association_id);
  record.version = row->integer("version");
  record.content_sha256 = row->text("content_sha256");
  record.signed_at = maybe_instant(*row, "signed_at");
  return record;
}

std::optional<carnet::CarnetId> find_carnet_id(Session& session, const std::string& id_or_number) {
  std::string text;
  for (const char c : id_or_number)
    if (c != ' ' && c != '-') text += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  const auto digits =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && text.size() <= 16) {
    carnet::CarnetId carnet_id = 0;
    std::from_chars(text.data(), text.data() + text.size(), carnet_id);
    const auto row = session.one(sql::find_carnet_by_id, {{"carnet_id", carnet_id}});
    return row ? std::optional{row->integer("carnet_id")} : std::nullopt;
  }
  const auto row = session.one(sql::find_carnet_by_number, {{"number", text}});
  return row ? std::optional{row->integer("carnet_id")} : std::nullopt;
}

bool lock_carnet(Session& session, carnet::CarnetId carnet_id) {
  return session.one(sql::lock_carnet, {{"carnet_id", carnet_id}}).has_value();
}

carnet::Transaction transaction_from(const platform::Row& row) {
  auto out = transaction_from_stored(row.text("content"));
  out.transaction_id = row.text("transaction_id");
  out.carnet_id = row.integer("carnet_id");
  out.declaration_id = row.text("declaration_id");
  out.signature_no = row.integer("signature_no");
  out.type = carnet::parse_transaction_type(row.text("type")).value();
  out.country = row.text("country");
  out.territory = row.text("territory");
  out.office_id = row.text("office_id");
  out.office = row.text("office");
  out.account_id = row.text("account_id");
  out.officer = row.text("officer");
  out.acted_on = day(row, "acted_on");
  out.committed_at = parse_instant(row.text("committed_at")).value();
  if (const auto at = maybe_instant(row, "cancelled_at"))
    out.cancelled = carnet::Cancellation{*at, row.maybe_text("cancelled_by").value_or(""),
                                         row.maybe_text("cancelled_reason").value_or("")};
  return out;
}

carnet::History load_history(Session& session, carnet::CarnetId carnet_id) {
  carnet::History history;
  for (const auto& row : session.all(sql::list_transactions_of_carnet, {{"carnet_id", carnet_id}}))
    history.push_back(transaction_from(row));
  return history;
}

std::optional<carnet::Transaction> find_transaction(Session& session, const std::string& transaction_id) {
  const auto row = session.one(sql::find_transaction, {{"transaction_id", transaction_id}});
  return row ? std::optional{transaction_from(*row)} : std::nullopt;
}

namespace {

std::optional<carnet::Territory> territory_where(Session& session, const std::optional<carnet::TerritoryCode>& code,
                                                 const std::optional<carnet::CountryCode>& country) {
  std::optional<carnet::Territory> out;
  for (const auto& row : session.all(sql::find_territory, {{"territory", code}, {"country", country}})) {
    const auto part = row.integer("part");
    if (part == 1) {
      out.emplace();
      out->code = row.text("text");
      out->accepted_types = {carnet::parse_carnet_type(row.text("carnet_type")).value()};
      out->two_step_export = row.flag("two_step_export");
      out->refuses_split_importation = row.flag("refuses_split_importation");
      out->late_transit_close = row.flag("late_transit_close");
      out->refuses_expired_carnets = row.flag("refuses_expired_carnets");
    }
    if (!out) return {};  // disabled: what belongs to it does not count
    if (part == 2) {
      const auto since = row.maybe_text("digital_since");
      out->members.push_back({row.text("text"), since ? parse_day(*since) : std::nullopt});
    }
    if (part == 3) out->accepted_uses.insert(row.text("text"));
  }
  return out;
}

}  // namespace

std::optional<carnet::Territory> find_territory(Session& session, const carnet::TerritoryCode& code) {
  return territory_where(session, code, {});
}

std::optional<carnet::Territory> find_territory_of(Session& session, const carnet::CountryCode& country) {
  return territory_where(session, {}, country);
}

std::vector<carnet::Territory> territories_of(Session& session, const std::vector<carnet::CountryCode>& countries) {
  std::vector<carnet::Territory> out;
  for (const auto& country : countries) {
    if (carnet::territory_of(out, country) != nullptr) continue;
    if (auto territory = find_territory_of(session, country)) out.push_back(*std::move(territory));
  }
  return out;
}

std::string carnet_to_sign(const CarnetRecord& record) {
  return json{{"purpose", "sign_carnet"},
              {"carnet_id", record.carnet.carnet_id},
              {"number", record.carnet.number},
              {"valid_until", to_text(record.carnet.valid_until)},
              {"content_sha256", record.content_sha256}}
      .dump();
}

json carnet_head(const CarnetRecord& record, const carnet::History& history) {
  const auto& it = record.carnet;
  json out = {{"carnet_id", it.carnet_id},
              {"number", it.number},
              {"type", std::string(carnet::to_text(it.type))},
              {"state", std::string(carnet::to_text(carnet::state_of(it.standing, history)))},
              {"version", std::to_string(record.version)},
              {"country_of_issue", it.country_of_issue},
              {"home_territory", it.home_territory},
              {"issued_by", record.issued_by},
              {"issued_on", to_text(it.issued_on)},
              {"valid_until", to_text(it.valid_until)},
              {"currency", std::string(it.currency.code())},
              {"intended_use", it.intended_use},
              {"holder", to_json(it.holder)},
              {"territories", it.territories},
              {"sets", to_json(it.sets)},
              {"content_sha256", record.content_sha256}};
  out["representatives"] = json::array();
  for (const auto& party : it.representatives) out["representatives"].push_back(to_json(party));
  if (auto sums = carnet::totals(it.general_list, it.currency)) out["totals"] = to_json(*sums);
  if (record.signed_at) out["signed_at"] = to_text(*record.signed_at);
  if (!it.remarks.empty()) out["remarks"] = it.remarks;
  return out;
}

json carnet_answer(const CarnetRecord& record, const carnet::History& history) {
  auto out = carnet_head(record, history);
  out["general_list"] = to_json(record.carnet.general_list);
  return out;
}

}  // namespace opencarnet::records
