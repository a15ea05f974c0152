#include "wallet/travel_store.h"

#include "records/carnet_json.h"
#include "records/declaration_record.h"
#include "wallet/queries.h"

namespace opencarnet::wallet {
namespace {

StoredTravel travel_from(const platform::Row& row) {
  return {row.text("travel_id"), row.integer("carnet_id"), row.integer("version"),
          statement_from_record(json::parse(row.text("content"))), row.flag("complete")};
}

StoredDeclaration declaration_from(const platform::Row& row) {
  StoredDeclaration out;
  auto& it = out.declaration;
  it.declaration_id = row.text("declaration_id");
  it.travel_id = row.text("travel_id");
  it.carnet_id = row.integer("carnet_id");
  it.type = carnet::parse_transaction_type(row.text("type")).value();
  it.country = row.text("country");
  it.territory = row.text("territory");
  it.signature_no = row.integer("signature_no");
  if (row.maybe_text("signature")) it.signed_at = parse_instant(row.text("signed_at"));
  // What a declaration says of goods and journey is written like the travel's statement.
  auto stated = statement_from_record(json::parse(row.text("content")));
  it.declared = std::move(stated.travel.declared);
  it.place = std::move(stated.place);
  it.mode_of_transport = std::move(stated.mode_of_transport);
  it.transport_details = std::move(stated.transport_details);
  it.packaging = std::move(stated.packaging);
  it.comment = std::move(stated.comment);
  it.supporting_documents = std::move(stated.supporting_documents);
  out.sequence = row.integer("sequence");
  out.sealed_codes = row.maybe_text("sealed_codes").value_or("");
  out.sealed_qr = row.maybe_text("qr").value_or("");
  return out;
}

}  // namespace

void insert_travel(Session& session, const StoredTravel& travel, const std::string& account_id, Instant now) {
  session.run(sql::insert_travel, {{"travel_id", travel.travel_id},
                                   {"carnet_id", travel.carnet_id},
                                   {"content", to_json(travel.statement).dump()},
                                   {"complete", travel.complete},
                                   {"created_by", account_id},
                                   {"now", to_text(now)}});
}

void update_travel_row(Session& session, const StoredTravel& travel, Instant now) {
  session.run(sql::update_travel, {{"travel_id", travel.travel_id},
                                   {"content", to_json(travel.statement).dump()},
                                   {"complete", travel.complete},
                                   {"now", to_text(now)}});
}

void delete_travel_row(Session& session, const std::string& travel_id, Instant now) {
  session.run(sql::delete_travel, {{"travel_id", travel_id}, {"now", to_text(now)}});
}

std::optional<StoredTravel> find_travel(Session& session, const std::string& travel_id) {
  const auto row = session.one(sql::find_travel, {{"travel_id", travel_id}});
  return row ? std::optional{travel_from(*row)} : std::nullopt;
}

std::vector<StoredTravel> list_travel_rows(Session& session, carnet::CarnetId carnet_id, const std::string& after,
                                           std::int64_t limit) {
  std::vector<StoredTravel> travels;
  for (const auto& row : session.all(sql::list_travels, {{"carnet_id", carnet_id}, {"after", after}, {"limit", limit}}))
    travels.push_back(travel_from(row));
  return travels;
}

std::vector<StoredDeclaration> list_stored_declarations(Session& session, const std::string& travel_id) {
  std::vector<StoredDeclaration> declarations;
  for (const auto& row : session.all(sql::list_stored_declarations, {{"travel_id", travel_id}}))
    declarations.push_back(declaration_from(row));
  return declarations;
}

std::optional<StoredDeclaration> find_stored_declaration(Session& session, const std::string& declaration_id) {
  const auto row = session.one(sql::find_stored_declaration, {{"declaration_id", declaration_id}});
  return row ? std::optional{declaration_from(*row)} : std::nullopt;
}

void insert_declaration(Session& session, const carnet::Declaration& declaration, std::int64_t sequence) {
  session.run(sql::insert_declaration, {{"declaration_id", declaration.declaration_id},
                                        {"travel_id", declaration.travel_id},
                                        {"carnet_id", declaration.carnet_id},
                                        {"sequence", sequence},
                                        {"type", carnet::to_text(declaration.type)},
                                        {"country", declaration.country},
                                        {"territory", declaration.territory},
                                        {"content", records::content_of(declaration).dump()}});
}

void update_declaration(Session& session, const carnet::Declaration& declaration) {
  session.run(sql::update_declaration, {{"declaration_id", declaration.declaration_id},
                                        {"country", declaration.country},
                                        {"content", records::content_of(declaration).dump()}});
}

void update_sequence(Session& session, const std::string& declaration_id, std::int64_t sequence) {
  session.run(sql::update_sequence, {{"declaration_id", declaration_id}, {"sequence", sequence}});
}

void delete_declaration(Session& session, const std::string& declaration_id, Instant now) {
  void_signature(session, declaration_id, now);
  session.run(sql::delete_declaration, {{"declaration_id", declaration_id}, {"now", to_text(now)}});
}

void void_signature(Session& session, const std::string& declaration_id, Instant now) {
  session.run(sql::insert_replaced_code, {{"declaration_id", declaration_id}, {"now", to_text(now)}});
  session.run(sql::void_signature, {{"declaration_id", declaration_id}});
}

void store_signature(Session& session, const carnet::Declaration& declaration, const Signature& signature) {
  const auto signed_at = to_text(declaration.signed_at.value());
  session.run(sql::insert_replaced_code, {{"declaration_id", declaration.declaration_id}, {"now", signed_at}});
  session.run(sql::sign_declaration, {{"declaration_id", declaration.declaration_id},
                                      {"signature_no", declaration.signature_no},
                                      {"signature", signature.jws},
                                      {"device_id", signature.device_id},
                                      {"signed_at", signed_at},
                                      {"transaction_code_hash", signature.transaction_code_hash},
                                      {"sealed_codes", signature.sealed_codes},
                                      {"cancellation_code_hash", signature.cancellation_code_hash},
                                      {"qr", signature.sealed_qr}});
}

std::vector<VerificationHash> list_verification_hashes(Session& session, const std::string& declaration_id) {
  std::vector<VerificationHash> hashes;
  for (const auto& row : session.all(sql::list_verification_hashes, {{"declaration_id", declaration_id}}))
    hashes.push_back({row.text("transaction_id"), row.text("verification_code_hash")});
  return hashes;
}

std::vector<Rejection> list_rejections(Session& session, carnet::CarnetId carnet_id) {
  std::vector<Rejection> rejections;
  for (const auto& row : session.all(sql::list_rejections, {{"carnet_id", carnet_id}}))
    rejections.push_back({row.text("declaration_id"), row.text("type"), row.text("office"), row.text("rejected_at")});
  return rejections;
}

}  // namespace opencarnet::wallet
