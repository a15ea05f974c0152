#include "backup/carnet_proof_store.h"

#include <set>

#include <fmt/format.h>

#include "backup/queries.h"
#include "issuing/answers.h"
#include "platform/each_row.h"
#include "platform/event_proof.h"
#include "records/carnet_record.h"

namespace opencarnet::backup {
namespace {

using nlohmann::json;
using platform::Found;
using platform::Row;
using platform::Session;

/// What an event says of a transaction.
struct Told {
  json line;
  std::string committed_at;
};
using AllTold = std::map<std::string, Told>;

std::string text_at(const json& object, const char* field) {
  if (!object.is_object() || !object.contains(field) || !object.at(field).is_string()) return {};
  return object.at(field).get<std::string>();
}

AllTold told_commits(Session& session, const std::string& subject) {
  AllTold told;
  for (const auto& payload : platform::payloads_of(session, subject, "transaction_committed")) {
    if (!payload.content.is_object()) continue;  // the log's own proof has told of it
    for (const auto& line : payload.content.value("transactions", json::array()))
      told[text_at(line, "transaction_id")] = {line, text_at(payload.content, "committed_at")};
  }
  return told;
}

std::set<std::string> told_cancellations(Session& session, const std::string& subject) {
  std::set<std::string> told;
  for (const auto& payload : platform::payloads_of(session, subject, "transaction_cancelled"))
    told.insert(text_at(payload.content, "transaction_id"));
  return told;
}

std::optional<carnet::Transaction> readable(const Row& row) {
  try {
    return records::transaction_from(row);
  } catch (const std::exception&) {  // its words would quote what is stored
    return {};
  }
}

// Goods are compared as people read them: the event bears them so.
void prove_transaction(const Row& row, const carnet::Goods& listed, const Told& told, const Found& found) {
  const auto transaction = readable(row);
  const auto& name = row.text("transaction_id");
  if (!transaction) return found(fmt::format("transaction {} cannot be read", name));
  const auto differs = [&](const char* what) {
    found(fmt::format("transaction {} has another {} than its event", name, what));
  };
  if (text_at(told.line, "type") != carnet::to_text(transaction->type)) differs("type");
  if (text_at(told.line, "goods_ranges") != carnet::to_text(transaction->goods, listed)) differs("goods");
  if (told.committed_at != row.text("committed_at")) differs("instant");
}

std::int64_t prove_history(Session& session, carnet::CarnetId carnet_id, const carnet::Goods& listed,
                           const Found& found) {
  const auto subject = issuing::subject_of(carnet_id);
  auto told = told_commits(session, subject);
  auto cancelled = told_cancellations(session, subject);
  const auto rows = session.all(sql::list_transactions_of_carnet, {{"carnet_id", carnet_id}});
  for (const auto& row : rows) {
    const auto& name = row.text("transaction_id");
    if (const auto known = told.find(name); known == told.end()) {
      found(fmt::format("transaction {} of carnet {} has no transaction_committed event", name, carnet_id));
    } else {
      prove_transaction(row, listed, known->second, found);
      told.erase(known);
    }
    const bool told_cancelled = cancelled.erase(name) > 0;
    const bool is_cancelled = row.maybe_text("cancelled_at").has_value();
    if (told_cancelled && !is_cancelled) found(fmt::format("the cancellation of transaction {} is gone", name));
    if (is_cancelled && !told_cancelled) found(fmt::format("the cancellation of transaction {} has no event", name));
  }
  for (const auto& [name, line] : told)
    found(fmt::format("transaction {} of carnet {} was committed and is gone", name, carnet_id));
  for (const auto& name : cancelled)
    found(fmt::format("transaction {} of carnet {} was cancelled and is gone", name, carnet_id));
  return std::ssize(rows);
}

std::optional<records::CarnetRecord> readable(Session& session, carnet::CarnetId carnet_id) {
  try {
    return records::find_carnet(session, carnet_id);
  } catch (const std::exception&) {
    return {};
  }
}

void prove_carnet(Session& session, carnet::CarnetId carnet_id, CarnetCount& count, const Found& found) {
  const auto row = session.one(sql::find_carnet_documents, {{"carnet_id", carnet_id}}).value();
  const auto list = json::parse(row.maybe_text("general_list").value_or(""), nullptr, false);
  if (!list.is_array()) {
    found(fmt::format("the General List of carnet {} is missing or no JSON", carnet_id));
  } else if (std::ssize(list) != row.integer("items")) {
    found(fmt::format("the General List of carnet {} has {} items, not {}", carnet_id, list.size(),
                      row.integer("items")));
  }
  if (!json::parse(row.text("content"), nullptr, false).is_object())
    found(fmt::format("the content of carnet {} is no JSON", carnet_id));
  if (!row.maybe_text("number")) {
    ++count.drafts;
    return;
  }
  ++count.issued;
  const auto record = readable(session, carnet_id);
  if (!record) return found(fmt::format("carnet {} cannot be read", carnet_id));
  if (issuing::content_digest(record->carnet) != record->content_sha256)
    found(fmt::format("carnet {} is not what was fixed at issue: its content has another digest", carnet_id));
  if (platform::payloads_of(session, issuing::subject_of(carnet_id), "carnet_issued").empty())
    found(fmt::format("carnet {} has no carnet_issued event", carnet_id));
  count.transactions += prove_history(session, carnet_id, carnet::all_goods(record->carnet.general_list), found);
}

}  // namespace

CarnetCount prove_carnets(Session& session, const Found& found) {
  CarnetCount count;
  platform::each_row(session, sql::list_carnet_ids, "carnet_id", std::int64_t{0},
                     [&](const Row& row) { prove_carnet(session, row.integer("carnet_id"), count, found); });
  return count;
}

void prove_transactions(Session& session, const Found& found) {
  for (const auto& row : session.all(sql::list_broken_orders))
    found(fmt::format("the transactions of carnet {} are not numbered 1, 2, …: one is missing or doubled",
                      row.integer("carnet_id")));
  for (const auto& row : session.all(sql::list_counted_twice))
    found(fmt::format("declaration {} has {} transactions of type {} that count (X11)", row.text("declaration_id"),
                      row.integer("times"), row.text("type")));
  for (const auto& row : session.all(sql::list_without_declaration))
    found(fmt::format("transaction {} counts and has no declaration on its carnet", row.text("transaction_id")));
  for (const auto& row : session.all(sql::list_without_carnet))
    found(fmt::format("transaction {} belongs to carnet {}, which was never issued", row.text("transaction_id"),
                      row.integer("carnet_id")));
}

void prove_issue(Session& session, const platform::StoredEvent& issued, const Found& found) {
  constexpr std::string_view subject = "carnet:";
  if (!issued.subject.starts_with(subject) || !issued.payload.is_object() || !issued.payload.contains("carnet_id") ||
      !issued.payload.at("carnet_id").is_number_integer())
    return found(fmt::format("event {} names no carnet", issued.event_id));
  const auto carnet_id = issued.payload.at("carnet_id").get<std::int64_t>();
  const auto row = session.one(sql::find_issued_carnet, {{"carnet_id", carnet_id}});
  if (!row) return found(fmt::format("carnet {} was issued and is gone", carnet_id));
  if (row->maybe_text("content_sha256").value_or("") != text_at(issued.payload, "content_sha256"))
    found(fmt::format("carnet {} has another digest than its carnet_issued event", carnet_id));
}

}  // namespace opencarnet::backup
