#include "crypto/cbor.h"

#include <limits>

#include "base/utf8.h"

namespace opencarnet::crypto {
namespace {

constexpr unsigned unsigned_integer = 0, negative_integer = 1, byte_string = 2, text_string = 3, array_head = 4,
                   map_head = 5;

// So many bytes follow the first one to hold the value; 0 if it fits into the first.
unsigned width_of(std::uint64_t value) {
  if (value < 24) return 0;
  if (value <= 0xFF) return 1;
  if (value <= 0xFFFF) return 2;
  return value <= 0xFFFFFFFF ? 4 : 8;
}

}  // namespace

void CborWriter::head(unsigned major, std::uint64_t value) {
  const unsigned width = width_of(value);
  const auto first = width == 0 ? value : width == 1 ? 24U : width == 2 ? 25U : width == 4 ? 26U : 27U;
  made_.push_back(static_cast<std::uint8_t>(major << 5U | first));
  for (unsigned left = width; left > 0; --left) made_.push_back(static_cast<std::uint8_t>(value >> 8U * (left - 1)));
}

CborWriter& CborWriter::integer(std::int64_t value) {
  value >= 0 ? head(unsigned_integer, static_cast<std::uint64_t>(value))
             : head(negative_integer, static_cast<std::uint64_t>(-(value + 1)));
  return *this;
}

CborWriter& CborWriter::bytes(BytesView value) {
  head(byte_string, value.size());
  made_.insert(made_.end(), value.begin(), value.end());
  return *this;
}

CborWriter& CborWriter::text(std::string_view value) {
  head(text_string, value.size());
  made_.insert(made_.end(), value.begin(), value.end());
  return *this;
}

CborWriter& CborWriter::array(std::size_t count) {
  head(array_head, count);
  return *this;
}

CborWriter& CborWriter::map(std::size_t count) {
  head(map_head, count);
  return *this;
}

std::optional<std::uint64_t> CborReader::head(unsigned major) {
  if (rest_.empty() || rest_.front() >> 5U != major) return std::nullopt;
  const unsigned low = rest_.front() & 31U;
  if (low > 27) return std::nullopt;  // reserved, or of indefinite length
  const unsigned width = low < 24 ? 0 : 1U << (low - 24);
  if (rest_.size() < 1 + width) return std::nullopt;
  std::uint64_t value = width == 0 ? low : 0;
  for (const auto byte : rest_.subspan(1, width)) value = value << 8U | byte;
  if (width_of(value) != width) return std::nullopt;  // longer than need be
  rest_ = rest_.subspan(1 + width);
  return value;
}

std::optional<BytesView> CborReader::content(unsigned major) {
  const auto size = head(major);
  if (!size || *size > rest_.size()) return std::nullopt;
  const auto content = rest_.first(*size);
  rest_ = rest_.subspan(*size);
  return content;
}

std::optional<std::int64_t> CborReader::integer() {
  const bool negative = !rest_.empty() && rest_.front() >> 5U == negative_integer;
  const auto value = head(negative ? negative_integer : unsigned_integer);
  if (!value || *value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
  const auto magnitude = static_cast<std::int64_t>(*value);
  return negative ? -1 - magnitude : magnitude;
}

std::optional<Bytes> CborReader::bytes() {
  const auto found = content(byte_string);
  if (!found) return std::nullopt;
  return Bytes(found->begin(), found->end());
}

std::optional<std::string> CborReader::text() {
  const auto found = content(text_string);
  if (!found) return std::nullopt;
  auto text = text_of(*found);
  if (!is_utf8(text)) return std::nullopt;
  return text;
}

std::optional<std::size_t> CborReader::array() { return head(array_head); }

std::optional<std::size_t> CborReader::map() { return head(map_head); }

}  // namespace opencarnet::crypto
