// The part of CBOR (RFC 8949) that our QR uses, in its one deterministic form (section 4.2.1): integers, byte and text
// strings, arrays, maps; definite and shortest lengths. A reader that accepts nothing else needs no second look.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/secrets.h"

namespace opencarnet::crypto {

class CborWriter {
 public:
  CborWriter& integer(std::int64_t value);
  CborWriter& bytes(BytesView value);
  CborWriter& text(std::string_view value);
  CborWriter& array(std::size_t count);  // followed by so many items
  CborWriter& map(std::size_t count);    // followed by so many pairs
  [[nodiscard]] Bytes take() && { return std::move(made_); }

 private:
  void head(unsigned major, std::uint64_t value);
  Bytes made_;
};

/// Each call reads one item of that kind; nothing if another kind stands there or it is not in deterministic form.
class CborReader {
 public:
  explicit CborReader(BytesView bytes) : rest_(bytes) {}
  std::optional<std::int64_t> integer();
  std::optional<Bytes> bytes();
  std::optional<std::string> text();  // valid UTF-8
  std::optional<std::size_t> array();
  std::optional<std::size_t> map();
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::optional<std::uint64_t> head(unsigned major);
  std::optional<BytesView> content(unsigned major);
  BytesView rest_;
};

}  // namespace opencarnet::crypto
