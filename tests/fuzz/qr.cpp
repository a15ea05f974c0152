// The QR of a declaration: base45, deflate, CBOR, COSE, the declaration in it, and the short form. The first byte says
// at which layer the input enters, so that what lies behind a signature is reached too.
#include "base/code_text.h"
#include "crypto/base45.h"
#include "crypto/cbor.h"
#include "crypto/cose.h"
#include "crypto/declaration_qr.h"
#include "crypto/deflate.h"
#include "fuzz/fuzz.h"

namespace opencarnet::crypto {
namespace {

using fuzz::promise;

constexpr std::size_t limit = 16'384;

const SigningKey& key() {  // that of tests/conformance/qr.json, whose texts are the corpus
  static const auto made = SigningKey::from_seed(Bytes(32, 7), Instant{});
  return made;
}

const VerificationKeys& keys() {
  static const auto made = [] {
    VerificationKeys known;
    known.add(key().kid(), key().public_key());
    return known;
  }();
  return made;
}

void check_text(std::string_view text) {
  const auto read = verify_declaration_qr(text, keys());
  if (!read) {
    promise(read.error().code == Code::qr_damaged || read.error().code == Code::qr_of_another_system ||
                read.error().code == Code::qr_key_unknown,
            "a text that is refused is told apart");
    return;
  }
  const auto written = encode_declaration_qr(*read, key());
  if (written.size() > 4296) return;  // another maker packed it better than we do: no QR of ours would hold it
  const auto again = verify_declaration_qr(written, keys());
  promise(again.has_value() && *again == *read, "a declaration that was read is written and read again");
  // Packing may differ by maker; what was signed may not: there is one form of it, so it is the same bytes.
  while (text.ends_with('\n') || text.ends_with('\r') || text.ends_with('\t')) text.remove_suffix(1);
  const auto message = [](std::string_view qr) {
    return inflate_raw(from_base45(qr.substr(4)).value(), limit).value();
  };
  promise(message(text) == message(written), "an accepted message is the canonical one");
}

void check_short(std::string_view text) {
  const auto read = parse_short_qr(text);
  if (!read) return;
  promise(read->carnet_id > 0 && read->transaction_code.size() == transaction_code_length, "a short QR names a code");
  promise(parse_short_qr(encode_short_qr(*read)) == read, "a short QR that was read is written and read again");
}

void check_base45(std::string_view text) {
  if (const auto bytes = from_base45(text))
    promise(base45(*bytes) == text, "base45 that is accepted is what would be written");
  promise(from_base45(base45(bytes_of(text))) == Bytes(text.begin(), text.end()), "bytes come back from base45");
}

void check_deflate(std::string_view text) {
  const auto plain = bytes_of(text);
  if (plain.size() <= limit)
    promise(inflate_raw(deflate_raw(plain), limit) == Bytes(plain.begin(), plain.end()), "deflate comes back");
  if (plain.empty()) return;  // an empty message is refused before
  const auto unpacked = inflate_raw(plain, limit);
  promise(!unpacked || unpacked->size() <= limit, "never more than the limit comes out");
  if (unpacked && !unpacked->empty())
    promise(!inflate_raw(plain, unpacked->size() - 1), "one byte over the limit is too much");
}

// Reads whatever items come and writes them again.
void check_cbor(std::string_view text) {
  CborReader reader{bytes_of(text)};
  CborWriter writer;
  const auto next = [&](auto read) {  // what fails may have moved the reader
    auto trial = reader;
    auto item = read(trial);
    if (item) reader = trial;
    return item;
  };
  while (!reader.at_end()) {
    if (const auto number = next([](CborReader& it) { return it.integer(); })) {
      writer.integer(*number);
    } else if (const auto bytes = next([](CborReader& it) { return it.bytes(); })) {
      writer.bytes(*bytes);
    } else if (const auto words = next([](CborReader& it) { return it.text(); })) {
      promise(fuzz::is_utf8(*words), "a CBOR text is UTF-8");
      writer.text(*words);
    } else if (const auto items = next([](CborReader& it) { return it.array(); })) {
      writer.array(*items);
    } else if (const auto pairs = next([](CborReader& it) { return it.map(); })) {
      writer.map(*pairs);
    } else {
      return;
    }
  }
  promise(std::move(writer).take() == Bytes(text.begin(), text.end()),
          "CBOR that is accepted is what would be written");
}

}  // namespace
}  // namespace opencarnet::crypto

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace opencarnet::crypto;
  opencarnet::fuzz::Input input{data, size};
  const auto qr_of = [](BytesView message) { return "OC1:" + base45(deflate_raw(message)); };
  switch (const auto layer = input.choice(8); layer) {
    case 0:
      check_text(input.rest());
      break;
    case 1:
      check_text("OC1:" + base45(bytes_of(input.rest())));
      break;
    case 2:
      check_text(qr_of(bytes_of(input.rest())));
      break;
    case 3:
      check_text(qr_of(cose_sign1(key(), bytes_of(input.rest()))));
      break;
    case 4:
      check_short(input.rest());
      break;
    case 5:
      check_base45(input.rest());
      break;
    case 6:
      check_deflate(input.rest());
      break;
    default:
      check_cbor(input.rest());
  }
  return 0;
}
