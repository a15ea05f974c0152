#include "issuing/carnet_store.h"

#include "issuing/queries.h"
#include "records/carnet_record.h"

namespace opencarnet::issuing {
namespace {

using platform::Bind;
using platform::Row;

std::vector<Bind> binds_of(carnet::CarnetId carnet_id, const Draft& draft, const Digest& digest, Instant now) {
  std::optional<std::string> total_value;
  if (digest.totals) total_value = to_text(digest.totals->value);
  return {{"carnet_id", carnet_id},
          {"wanted_number", digest.wanted_number},
          {"type", digest.type},
          {"content", draft.content.dump()},
          {"holder_name", digest.holder_name},
          {"valid_until", digest.valid_until},
          {"currency", digest.currency},
          {"items", digest.items},
          {"total_value", total_value},
          {"now", to_text(now)}};
}

// C7: `activated` is issued and used.
struct StateFilter {
  std::optional<std::string> standing;
  std::optional<bool> used;
};
StateFilter filter_of(const std::optional<carnet::State>& state) {
  if (!state) return {};
  if (*state == carnet::State::activated) return {std::string(carnet::to_text(carnet::Standing::issued)), true};
  StateFilter filter{std::string(carnet::to_text(*state)), {}};
  if (*state == carnet::State::issued) filter.used = false;
  return filter;
}

CarnetLine line_from(const Row& row) {
  const carnet::History history(row.flag("used") ? 1 : 0);
  return {row.integer("carnet_id"),
          row.text("type"),
          carnet::state_of(carnet::parse_standing(row.text("standing")).value(), history),
          row.maybe_text("number"),
          row.maybe_text("holder_name"),
          row.maybe_text("issued_on"),
          row.maybe_text("valid_until"),
          row.maybe_text("currency"),
          row.maybe_text("total_value"),
          row.integer("items")};
}

}  // namespace

std::optional<StoredCarnet> find_own_carnet(Session& session, const std::string& association_id,
                                            carnet::CarnetId carnet_id) {
  const auto row = session.one(sql::find_own_carnet, {{"carnet_id", carnet_id}, {"association_id", association_id}});
  if (!row) return {};
  return StoredCarnet{row->integer("carnet_id"),
                      row->text("association_id"),
                      row->text("country_of_issue"),
                      row->text("home_territory"),
                      row->maybe_text("number"),
                      row->maybe_text("issued_on"),
                      carnet::parse_standing(row->text("standing")).value(),
                      row->integer("version"),
                      json::parse(row->text("content"))};
}

json find_general_list(Session& session, carnet::CarnetId carnet_id) {
  return json::parse(session.one(sql::find_general_list, {{"carnet_id", carnet_id}}).value().text("general_list"));
}

bool insert_draft(Session& session, const StoredCarnet& carnet, const Draft& draft, const Digest& digest, Instant now) {
  auto binds = binds_of(carnet.carnet_id, draft, digest, now);
  binds.emplace_back("association_id", carnet.association_id);
  binds.emplace_back("country_of_issue", carnet.country_of_issue);
  binds.emplace_back("home_territory", carnet.home_territory);
  if (session.run(sql::insert_carnet, binds) != 1) return false;
  session.run(sql::insert_general_list, {{"carnet_id", carnet.carnet_id}, {"general_list", draft.general_list.dump()}});
  return true;
}

bool update_draft_row(Session& session, carnet::CarnetId carnet_id, std::int64_t version, const Draft& draft,
                      const Digest& digest, Instant now) {
  auto binds = binds_of(carnet_id, draft, digest, now);
  binds.emplace_back("version", version);
  if (session.run(sql::update_draft, binds) != 1) return false;
  session.run(sql::update_general_list, {{"carnet_id", carnet_id}, {"general_list", draft.general_list.dump()}});
  return true;
}

bool claim_number(Session& session, const std::string& number, carnet::CarnetId carnet_id, Instant now) {
  return session.run(sql::claim_number, {{"number", number}, {"carnet_id", carnet_id}, {"now", to_text(now)}}) == 1;
}

bool is_number_given(Session& session, const std::string& number) {
  return session.one(sql::find_number, {{"number", number}}).has_value();
}

bool mark_issued(Session& session, const Issue& issue, std::int64_t version, Instant now) {
  const auto& carnet = issue.carnet;
  return session.run(sql::mark_issued, {{"carnet_id", carnet.carnet_id},
                                        {"version", version},
                                        {"number", carnet.number},
                                        {"standing", carnet::to_text(carnet.standing)},
                                        {"country_of_issue", carnet.country_of_issue},
                                        {"home_territory", carnet.home_territory},
                                        {"issued_on", to_text(carnet.issued_on)},
                                        {"content_sha256", issue.content_sha256},
                                        {"pin_hash", issue.pin_hash},
                                        {"now", to_text(now)}}) == 1;
}

std::vector<carnet::Territory> list_admitting_territories(Session& session, const std::string& use) {
  std::vector<carnet::Territory> territories;
  for (const auto& row : session.all(sql::list_admitting_territories, {{"intended_use", use}})) {
    carnet::Territory territory;
    territory.code = row.text("code");
    territory.accepted_types = {carnet::parse_carnet_type(row.text("carnet_type")).value()};
    if (row.maybe_integer("accepted").value_or(0) != 0) territory.accepted_uses.insert(use);
    territories.push_back(std::move(territory));
  }
  return territories;
}

std::vector<CarnetLine> list_carnet_lines(Session& session, const std::string& association_id,
                                          const std::optional<carnet::State>& state, carnet::CarnetId before,
                                          std::int64_t limit) {
  const auto filter = filter_of(state);
  std::vector<CarnetLine> lines;
  for (const auto& row : session.all(sql::list_carnets, {{"association_id", association_id},
                                                         {"before", before},
                                                         {"standing", filter.standing},
                                                         {"used", filter.used},
                                                         {"limit", limit}}))
    lines.push_back(line_from(row));
  return lines;
}

std::vector<CarnetLine> list_carnet_lines_by_number(Session& session, const std::string& association_id,
                                                    const std::string& number, carnet::CarnetId before) {
  std::vector<CarnetLine> lines;
  for (const auto& row : session.all(sql::list_carnets_by_number,
                                     {{"association_id", association_id}, {"number", number}, {"before", before}}))
    lines.push_back(line_from(row));
  return lines;
}

std::vector<TransactionLine> list_transaction_lines(Session& session, const std::string& association_id,
                                                    std::optional<carnet::CarnetId> carnet_id, const Position& after,
                                                    std::int64_t limit) {
  std::vector<Bind> binds{{"association_id", association_id},
                          {"after_instant", after.committed_at},
                          {"after_carnet_id", after.carnet_id},
                          {"after_sequence", after.sequence},
                          {"limit", limit}};
  if (carnet_id) binds.emplace_back("carnet_id", *carnet_id);
  std::vector<TransactionLine> lines;
  for (const auto& row : session.all(carnet_id ? sql::list_transactions_of_carnet : sql::list_transactions, binds))
    lines.push_back({records::transaction_from(row), row.text("carnet_number"),
                     Position{row.text("committed_at"), row.integer("carnet_id"), row.integer("sequence")}});
  return lines;
}

}  // namespace opencarnet::issuing
