#include "base/ids.h"
#include "crypto/secrets.h"
#include "customs/transaction_store.h"
#include "customs/use_cases.h"
#include "records/carnet_record.h"
#include "records/transaction_json.h"

namespace opencarnet::customs {
namespace {

// Where a page ended; opaque to clients.
std::string cursor_after(const carnet::Transaction& last) {
  return crypto::base64url(crypto::bytes_of(to_text(last.committed_at) + " " + last.transaction_id));
}

Verdict read_cursor(const std::string& cursor, TransactionFilter& filter) {
  const auto bytes = crypto::from_base64url(cursor);
  const auto text = bytes ? crypto::text_of(*bytes) : std::string{};
  const auto blank = std::min(text.find(' '), text.size());
  const auto at = parse_instant(text.substr(0, blank));
  const auto id = blank < text.size() ? text.substr(blank + 1) : std::string{};
  if (at && is_id(id)) {
    filter.before_at = to_text(*at);
    filter.before_id = id;
    return {};
  }
  FieldErrors errors;
  errors.add("/query/cursor", Code::cursor_not_ours);
  return std::move(errors).verdict();
}

// Number and General List of the carnets on a page, each read once.
class Carnets {
 public:
  explicit Carnets(Context& context) : context_(context) {}

  const std::pair<std::string, carnet::Goods>& operator[](carnet::CarnetId carnet_id) {
    const auto [place, is_new] = known_.try_emplace(carnet_id);
    if (is_new)
      if (const auto record = records::find_carnet(context_.db(), carnet_id))
        place->second = {record->carnet.number, carnet::all_goods(record->carnet.general_list)};
    return place->second;
  }

 private:
  Context& context_;
  std::map<carnet::CarnetId, std::pair<std::string, carnet::Goods>> known_;
};

}  // namespace

Result<Answer> list_transactions(const Dependencies& /*dependencies*/, Context& context, const Input& input) {
  const auto limit = static_cast<int>(input.integer("limit"));
  TransactionFilter filter{
      context.actor.tenant_id, {}, input.query_text("office_id"), input.query_text("type"), {}, {}, limit + 1};
  if (input.query_text("carnet_id")) filter.carnet_id = input.integer("carnet_id");
  if (const auto cursor = input.query_text("cursor"))
    if (auto verdict = read_cursor(*cursor, filter); !verdict) return tl::unexpected(std::move(verdict.error()));

  auto page = list_transactions_of(context.db(), filter);
  Answer answer;
  if (page.size() > static_cast<std::size_t>(limit)) {
    page.resize(static_cast<std::size_t>(limit));
    answer.body["next_cursor"] = cursor_after(page.back());
  }
  answer.body["transactions"] = nlohmann::json::array();
  Carnets carnets(context);
  std::set<carnet::CarnetId> read;
  for (const auto& transaction : page) {
    const auto& [number, listed] = carnets[transaction.carnet_id];
    answer.body["transactions"].push_back(records::transaction_answer(transaction, number, listed, true));
    if (read.insert(transaction.carnet_id).second)
      context.audit({"customs.list_transactions", "carnet:" + std::to_string(transaction.carnet_id), "done", ""});
  }
  return answer;
}

}  // namespace opencarnet::customs
