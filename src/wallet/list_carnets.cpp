#include <charconv>

#include "wallet/held_carnet_answer.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

// Where a page ended; opaque to clients.
std::string cursor_after(const OwnDownload& last) {
  return crypto::base64url(crypto::bytes_of(last.downloaded_at + " " + std::to_string(last.carnet_id)));
}

Result<std::optional<OwnDownload>> read_cursor(const edge::Input& input) {
  const auto cursor = input.query_text("cursor");
  if (!cursor) return std::nullopt;
  const auto bytes = crypto::from_base64url(*cursor);
  const auto text = bytes ? crypto::text_of(*bytes) : std::string{};
  const auto blank = std::min(text.find(' '), text.size());
  OwnDownload last;
  const auto at = parse_instant(text.substr(0, blank));
  const auto* const begin = text.data() + std::min(blank + 1, text.size());
  const auto [end, problem] = std::from_chars(begin, text.data() + text.size(), last.carnet_id);
  if (at && problem == std::errc{} && end == text.data() + text.size()) {
    last.downloaded_at = to_text(*at);
    return last;
  }
  FieldErrors errors;
  errors.add("/query/cursor", Code::cursor_not_ours);
  return tl::unexpected(std::move(errors).verdict().error());
}

}  // namespace

Result<edge::Answer> list_carnets(edge::Context& context, const edge::Input& input) {
  const auto before = read_cursor(input);
  if (!before) return tl::unexpected(before.error());
  const auto limit = input.integer("limit");
  auto page = list_own_downloads(context.db(), context.actor.account_id, context.actor.device_id, *before, limit + 1);
  edge::Answer answer;
  answer.body["carnets"] = json::array();
  if (std::cmp_greater(page.size(), limit)) {
    page.pop_back();
    answer.body["next_cursor"] = cursor_after(page.back());
  }
  TerritoriesByCountry territories(context.db());
  for (const auto& download : page) {
    const auto held = read_held(context, download.carnet_id);
    if (!held) return tl::unexpected(held.error());
    answer.body["carnets"].push_back(
        held_carnet_answer(context.db(), territories, *held, download.on_this_device, context.now));
    record_read(context, *held);
  }
  return answer;
}

}  // namespace opencarnet::wallet
