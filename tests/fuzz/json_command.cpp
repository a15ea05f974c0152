// A request's body and query on their way to a use case, for every operation of the contract: JSON or form, the
// contract's judge, the reading into the types of the rooms, and what is answered where it is refused.
//
// Input: a byte that chooses the operation, a byte for the content type, a line of query, the rest is the body.
#include "contract/read_json.h"
#include "customs/officer_fields.h"
#include "edge/problem.h"
#include "edge/read_request.h"
#include "fuzz/fuzz.h"
#include "identity/client_credentials.h"
#include "issuing/cursor.h"
#include "issuing/issue_check.h"
#include "records/carnet_json.h"
#include "wallet/statement.h"

namespace opencarnet {
namespace {

using edge::Input;
using fuzz::promise;
using nlohmann::json;

const std::vector<const contract::Operation*>& operations() {
  static const auto listed = [] {
    std::vector<const contract::Operation*> all;
    for (const auto& operation : contract::Contract::built_in().operations()) all.push_back(operation.get());
    std::ranges::sort(all, {}, &contract::Operation::name);
    return all;
  }();
  return listed;
}

const carnet::Goods& listed() {
  static const auto goods = [] {
    carnet::Goods made;
    for (int item = 1; item <= 50; ++item) made.add(item, item % 4 + 1);
    return made;
  }();
  return goods;
}

std::size_t depth_of(const json& value) {
  std::size_t deepest = 0;
  if (value.is_structured())
    for (const auto& child : value) deepest = std::max(deepest, depth_of(child));
  return value.is_structured() ? deepest + 1 : 0;
}

void check_refused(const Refusal& refusal) {
  promise(facts(refusal.code).status >= 400 && facts(refusal.code).status < 500, "the asker is told what is wrong");
  promise(refusal.errors.size() <= 10 * contract::max_errors, "a refusal ends");
  const auto& texts = edge::Texts::built_in();
  for (const auto* language : {"en", "ar"}) {
    const auto said = edge::dumped(edge::problem_document(refusal, texts, language));
    promise(!json::parse(said, nullptr, false).is_discarded(), "a refusal is answered as JSON");
  }
}

// What the wallet's holder states about a journey.
void read_travel(const json& body) {
  const auto statement = wallet::read_statement(body, listed());
  if (!statement) return check_refused(statement.error());
  const auto record = wallet::to_json(*statement);
  promise(wallet::to_json(wallet::statement_from_record(json::parse(record.dump()))) == record,
          "a travel is stored and read again");
}

void read_draft(const json& body) {
  const auto draft = issuing::draft_of(body);
  static_cast<void>(issuing::digest_of(draft));
  const auto today = parse_day("2026-11-25").value();
  const auto checked = issuing::check_issue(draft, {1, "CH", "CH_LI", today, true, false, {}});
  FieldErrors errors;
  for (const auto& error : checked.errors) errors.add(error.pointer, error.code, error.params);
  if (auto verdict = std::move(errors).verdict(); !verdict) return check_refused(verdict.error());
  FieldErrors none;
  const auto written = records::to_json(checked.carnet.general_list);
  const auto again = records::carnet_from(draft.content, written, none);
  promise(none.empty() && records::to_json(again.general_list) == written, "a General List is written and read again");
}

void read_at_counter(const json& body) {
  carnet::Declaration declaration;
  declaration.type = carnet::TransactionType::re_exportation;
  FieldErrors errors;
  const auto fields = customs::read_officer_fields(body, listed(), declaration, errors);
  for (const auto* lists : {&fields.not_re_exported, &fields.not_produced, &fields.not_re_imported})
    for (const auto& [goods, action, remark] : *lists)
      if (errors.empty()) promise(listed().contains(goods), "goods at the counter are on the General List");
  if (auto verdict = std::move(errors).verdict(); !verdict) check_refused(verdict.error());
}

void read_cursor(const Input& input) {
  const auto found = input.query.find("cursor");
  const auto cursor = found == input.query.end() ? std::nullopt : std::optional{found->second};
  if (const auto carnet_id = issuing::carnet_before(cursor); carnet_id && cursor)
    promise(issuing::carnet_before(issuing::cursor_after(*carnet_id)) == carnet_id, "a cursor is made and read again");
  if (const auto position = issuing::position_after(cursor); position && cursor)
    promise(issuing::position_after(issuing::cursor_after(*position)).has_value(), "a position is made and read again");
}

void read_command(const std::string& name, const Input& input) {
  if (name == "wallet.create_travel" || name == "wallet.update_travel") read_travel(input.body);
  if (name == "nics.create_draft" || name == "nics.update_draft") read_draft(input.body);
  if (name == "customs.commit_transaction") read_at_counter(input.body);
  if (name == "customs.correct_declaration" && input.body.contains("goods")) {
    FieldErrors errors;
    static_cast<void>(records::goods_from(input.body.at("goods"), listed(), "/goods", errors));
  }
  if (name == "identity.issue_token") static_cast<void>(identity::read_credentials(std::nullopt, input.body));
  read_cursor(input);
}

http::Request request_of(const contract::Operation& operation, fuzz::Input& input) {
  static constexpr std::array<std::string_view, 4> types{"application/json", "application/json; charset=utf-8",
                                                         "application/x-www-form-urlencoded", "text/plain"};
  const auto type = types.at(input.choice(types.size()));
  http::Request request{operation.method, operation.path, std::string(input.line()), {}, {}, {}, false};
  request.headers = {{"Content-Type", std::string(type)}, {"If-Match", "\"1\""}};
  request.body = input.rest();
  return request;
}

void check(fuzz::Input& bytes) {
  const auto& operation = *operations().at(bytes.choice(operations().size()));
  const auto request = request_of(operation, bytes);
  const auto input = edge::read_request(request, operation, {});
  if (!input) return check_refused(input.error());
  for (const auto& [name, value] : input->query)
    promise(fuzz::is_utf8(value) && value.find('\0') == std::string::npos, "a query value is text");
  if (operation.body == contract::BodyKind::json && !input->body.is_null()) {
    promise(depth_of(input->body) <= contract::max_depth, "a body is no deeper than allowed");
    const auto written = input->body.dump();
    promise(written.find("\\u0000") == std::string::npos, "no text holds a zero, which PostgreSQL cannot keep");
    promise(contract::read_json(written) == input->body, "a body is written and read again");
  }
  if (operation.body == contract::BodyKind::form)
    for (const auto& [name, value] : input->body.items())
      promise(fuzz::is_utf8(value.get<std::string>()), "a form's value is text");
  read_command(operation.name, *input);
}

}  // namespace
}  // namespace opencarnet

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  opencarnet::fuzz::Input input{data, size};
  opencarnet::check(input);
  return 0;
}
