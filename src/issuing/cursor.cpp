#include "issuing/cursor.h"

#include <limits>

#include "crypto/secrets.h"

namespace opencarnet::issuing {
namespace {

std::string sealed(const json& values) { return crypto::base64url(crypto::bytes_of(values.dump())); }

json opened(const std::string& cursor) {
  const auto bytes = crypto::from_base64url(cursor);
  return bytes ? json::parse(crypto::text_of(*bytes), nullptr, false) : json();
}

tl::unexpected<Refusal> not_ours() {
  FieldErrors errors;
  errors.add("/query/cursor", Code::invalid_field, {{"problem", "This is no cursor of this list."}});
  return tl::unexpected(std::move(errors).verdict().error());
}

}  // namespace

std::string cursor_after(carnet::CarnetId carnet_id) { return sealed(json::array({carnet_id})); }
std::string cursor_after(const Position& position) {
  return sealed(json::array({position.committed_at, position.carnet_id, position.sequence}));
}

Result<carnet::CarnetId> carnet_before(const std::optional<std::string>& cursor) {
  if (!cursor) return std::numeric_limits<carnet::CarnetId>::max();
  const auto values = opened(*cursor);
  if (!values.is_array() || values.size() != 1 || !values[0].is_number_integer()) return not_ours();
  return values[0].get<carnet::CarnetId>();
}

Result<Position> position_after(const std::optional<std::string>& cursor) {
  if (!cursor) return Position{};
  const auto values = opened(*cursor);
  if (!values.is_array() || values.size() != 3 || !values[0].is_string() || !values[1].is_number_integer() ||
      !values[2].is_number_integer() || !parse_instant(values[0].get<std::string>()))
    return not_ours();
  return Position{values[0].get<std::string>(), values[1].get<carnet::CarnetId>(), values[2].get<std::int64_t>()};
}

}  // namespace opencarnet::issuing
