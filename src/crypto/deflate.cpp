#include "crypto/deflate.h"

#include <limits>
#include <stdexcept>

#define ZLIB_CONST
#include <zlib.h>

namespace opencarnet::crypto {
namespace {

constexpr int raw_window = -15;  // negative: no header, no checksum; the signature is the better one

unsigned size_of(std::size_t size) {
  if (size > std::numeric_limits<unsigned>::max()) throw std::logic_error("deflate is for small texts");
  return static_cast<unsigned>(size);
}

}  // namespace

Bytes deflate_raw(BytesView bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, raw_window, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  Bytes packed(deflateBound(&stream, size_of(bytes.size())));
  stream.next_in = bytes.data();
  stream.avail_in = size_of(bytes.size());
  stream.next_out = packed.data();
  stream.avail_out = size_of(packed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error("deflate did not finish");
  return packed;
}

std::optional<Bytes> inflate_raw(BytesView packed, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, raw_window) != Z_OK) throw std::bad_alloc();
  Bytes bytes(limit + 1);
  stream.next_in = packed.data();
  stream.avail_in = size_of(packed.size());
  stream.next_out = bytes.data();
  stream.avail_out = size_of(bytes.size());
  const int outcome = inflate(&stream, Z_FINISH);
  const auto length = stream.total_out;
  const unsigned unused = static_cast<unsigned>(stream.data_type) & 7U;  // bits of the last byte behind the end
  const bool whole = outcome == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (!whole || length > limit || packed.back() >> (8 - unused) != 0) return std::nullopt;
  bytes.resize(length);
  return bytes;
}

}  // namespace opencarnet::crypto
