#include <charconv>

#include "issuing/answers.h"
#include "issuing/cursor.h"
#include "issuing/use_cases.h"
#include "records/carnet_json.h"
#include "records/transaction_json.h"

namespace opencarnet::issuing {
namespace {

// The General Lists of the carnets on a page, each read once: ranges are written against them.
class Lists {
 public:
  explicit Lists(Session& session) : session_(session) {}
  const carnet::Goods& of(carnet::CarnetId carnet_id) {
    const auto known = goods_.find(carnet_id);
    if (known != goods_.end()) return known->second;
    return goods_.emplace(carnet_id, records::goods_from_record(find_general_list(session_, carnet_id))).first->second;
  }
  [[nodiscard]] const std::map<carnet::CarnetId, carnet::Goods>& read() const { return goods_; }

 private:
  Session& session_;
  std::map<carnet::CarnetId, carnet::Goods> goods_;
};

// V4: validation in full, the rest as the counterfoil shows it; reasons stay inside the territory (V2).
json shown(const TransactionLine& line, const carnet::Goods& listed) {
  if (line.transaction.type == carnet::TransactionType::validation)
    return records::transaction_answer(line.transaction, line.carnet_number, listed, false);
  return records::counterfoil_answer(line.transaction, line.carnet_number, listed);
}

}  // namespace

Result<edge::Answer> list_transactions(edge::Context& context, const edge::Input& input) {
  auto& session = context.db();
  const auto after = position_after(input.query_text("cursor"));
  if (!after) return tl::unexpected(after.error());
  std::optional<carnet::CarnetId> carnet_id;
  if (input.query_text("carnet_id")) {
    carnet_id = input.integer("carnet_id");
    if (!find_own_carnet(session, context.actor.tenant_id, *carnet_id)) return refuse(Code::not_found);
  }

  const auto limit = input.integer("limit");
  auto lines = list_transaction_lines(session, context.actor.tenant_id, carnet_id, *after, limit + 1);
  edge::Answer answer;
  answer.body["transactions"] = json::array();
  if (static_cast<std::int64_t>(lines.size()) > limit) {
    lines.pop_back();
    answer.body["next_cursor"] = cursor_after(lines.back().position);
  }
  Lists lists(session);
  for (const auto& line : lines)
    answer.body["transactions"].push_back(shown(line, lists.of(line.transaction.carnet_id)));
  for (const auto& [id, goods] : lists.read()) context.audit({"list_transactions", subject_of(id), "done", ""});
  return answer;
}

}  // namespace opencarnet::issuing
