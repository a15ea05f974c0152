#include "crypto/declaration_qr.h"

#include <charconv>
#include <limits>

#include "base/code_text.h"
#include "base/time.h"
#include "crypto/base45.h"
#include "crypto/cbor.h"
#include "crypto/cose.h"
#include "crypto/deflate.h"

namespace opencarnet::crypto {
namespace {

constexpr std::string_view signed_prefix = "OC1:";
constexpr std::string_view short_prefix = "OCS:";
constexpr std::size_t longest_text = 4296;       // a QR holds no more in alphanumeric mode
constexpr std::size_t longest_unpacked = 16384;  // far more than any declaration, far less than a bomb
constexpr std::size_t fields = 10;

tl::unexpected<Refusal> damaged(std::string problem) {
  return refuse(Code::qr_damaged, {{"problem", std::move(problem)}});
}

std::string_view without_line_end(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

Bytes payload_of(const DeclarationQr& declaration) {
  const auto valid_until = parse_day(declaration.valid_until);
  if (!valid_until) throw std::logic_error("a declaration is valid until a day");
  CborWriter map;
  map.map(fields);
  map.integer(1).integer(declaration.version);
  map.integer(2).integer(declaration.carnet_id);
  map.integer(3).text(declaration.carnet_number);
  map.integer(4).text(declaration.transaction_code);
  map.integer(5).integer(declaration.type);
  map.integer(6).text(declaration.from_territory);
  map.integer(7).text(declaration.to_territory);
  map.integer(8).text(declaration.goods_ranges);
  map.integer(9).integer(valid_until->time_since_epoch().count());
  map.integer(10).integer(declaration.signed_at);
  return std::move(map).take();
}

/// Reads the fields in their order; once one is wrong, stays wrong.
class PayloadReader {
 public:
  explicit PayloadReader(const Bytes& payload) : reader_(payload) { good_ = reader_.map() == fields; }

  std::int64_t integer(std::int64_t least, std::int64_t most) {
    const auto value = next_key() ? reader_.integer() : std::nullopt;
    good_ = good_ && value && *value >= least && *value <= most;
    return good_ ? *value : 0;
  }
  std::string text() {
    auto value = next_key() ? reader_.text() : std::nullopt;
    good_ = good_ && value.has_value();
    return good_ ? std::move(*value) : std::string();
  }
  [[nodiscard]] bool finished_well() const { return good_ && reader_.at_end(); }

 private:
  bool next_key() { return good_ = good_ && reader_.integer() == ++key_; }
  CborReader reader_;
  std::int64_t key_ = 0;
  bool good_ = false;
};

std::optional<DeclarationQr> declaration_in(const Bytes& payload) {
  constexpr auto any = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31
  PayloadReader reader(payload);
  DeclarationQr declaration;
  declaration.version = static_cast<int>(reader.integer(1, 1'000'000));
  declaration.carnet_id = reader.integer(1, any);
  declaration.carnet_number = reader.text();
  declaration.transaction_code = reader.text();
  declaration.type = static_cast<int>(reader.integer(1, 8));
  declaration.from_territory = reader.text();
  declaration.to_territory = reader.text();
  declaration.goods_ranges = reader.text();
  declaration.valid_until = to_text(Day(date::days(static_cast<int>(reader.integer(0, last_day)))));
  declaration.signed_at = reader.integer(0, any);
  if (!reader.finished_well()) return std::nullopt;
  return declaration;
}

}  // namespace

std::string encode_declaration_qr(const DeclarationQr& declaration, const SigningKey& key) {
  return fmt::format("{}{}", signed_prefix, base45(deflate_raw(cose_sign1(key, payload_of(declaration)))));
}

Result<DeclarationQr> verify_declaration_qr(std::string_view text, const VerificationKeys& keys) {
  text = without_line_end(text);
  if (!text.starts_with(signed_prefix)) return refuse(Code::qr_of_another_system);
  if (text.size() > longest_text) return damaged("it is longer than a QR can be");
  const auto packed = from_base45(text.substr(signed_prefix.size()));
  if (!packed || packed->empty()) return damaged("its characters are not those of a QR");
  const auto message = inflate_raw(*packed, longest_unpacked);
  if (!message) return damaged("it cannot be unpacked");
  const auto payload = cose_verify1(*message, keys);
  if (!payload) {
    switch (payload.error().problem) {
      case CoseProblem::unknown_key:
        return refuse(Code::qr_key_unknown, {{"kid", payload.error().kid}});
      case CoseProblem::wrong_signature:
        return damaged("its signature does not hold");
      case CoseProblem::not_this_form:
        return damaged("it is not of the form that is signed");
    }
  }
  auto declaration = declaration_in(*payload);
  if (!declaration) return damaged("its content is not that of a declaration");
  return std::move(*declaration);
}

std::string encode_short_qr(const ShortQr& short_qr) {
  return fmt::format("{}{}:{}", short_prefix, short_qr.carnet_id, short_qr.transaction_code);
}

std::optional<ShortQr> parse_short_qr(std::string_view text) {
  text = without_line_end(text);
  if (!text.starts_with(short_prefix)) return std::nullopt;
  text.remove_prefix(short_prefix.size());
  ShortQr found;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), found.carnet_id);
  if (problem != std::errc() || found.carnet_id <= 0 || end == text.data() + text.size() || *end != ':') {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  auto code = normalise_code(text, transaction_code_length);
  if (!code) return std::nullopt;
  found.transaction_code = std::move(*code);
  return found;
}

}  // namespace opencarnet::crypto
