#include "crypto/cose.h"

#include "crypto/cbor.h"

namespace opencarnet::crypto {
namespace {

constexpr std::int64_t header_alg = 1, header_kid = 4, alg_eddsa = -8;
constexpr std::size_t kid_bytes = 4;

Bytes kid_as_bytes(const std::string& kid) {
  Bytes bytes;
  for (std::size_t at = 0; at + 1 < kid.size(); at += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoul(kid.substr(at, 2), nullptr, 16)));
  }
  return bytes;
}

std::string kid_as_text(const Bytes& bytes) {
  std::string text;
  for (const auto byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

Bytes protected_header(const std::string& kid) {
  CborWriter header;
  header.map(2).integer(header_alg).integer(alg_eddsa).integer(header_kid).bytes(kid_as_bytes(kid));
  return std::move(header).take();
}

/// The kid if the header is exactly ours.
std::optional<std::string> kid_in(const Bytes& header) {
  CborReader reader(header);
  if (reader.map() != 2U || reader.integer() != header_alg || reader.integer() != alg_eddsa ||
      reader.integer() != header_kid) {
    return std::nullopt;
  }
  const auto kid = reader.bytes();
  if (!kid || kid->size() != kid_bytes || !reader.at_end()) return std::nullopt;
  return kid_as_text(*kid);
}

Bytes signed_bytes(const Bytes& header, BytesView payload) {
  CborWriter structure;
  structure.array(4).text("Signature1").bytes(header).bytes({}).bytes(payload);
  return std::move(structure).take();
}

}  // namespace

Bytes cose_sign1(const SigningKey& key, BytesView payload) {
  const auto header = protected_header(key.kid());
  CborWriter message;
  message.array(4).bytes(header).map(0).bytes(payload).bytes(key.sign(signed_bytes(header, payload)));
  return std::move(message).take();
}

tl::expected<Bytes, CoseRejection> cose_verify1(BytesView message, const VerificationKeys& keys) {
  const auto not_this_form = tl::unexpected(CoseRejection{CoseProblem::not_this_form, ""});
  CborReader reader(message);
  if (reader.array() != 4U) return not_this_form;
  const auto header = reader.bytes();
  if (!header || reader.map() != 0U) return not_this_form;
  auto payload = reader.bytes();
  const auto signature = reader.bytes();
  const auto kid = kid_in(*header);
  if (!payload || !signature || signature->size() != 64 || !reader.at_end() || !kid) return not_this_form;
  const auto* key = keys.find(*kid);
  if (key == nullptr) return tl::unexpected(CoseRejection{CoseProblem::unknown_key, *kid});
  if (!ed25519_verifies(*key, signed_bytes(*header, *payload), *signature)) {
    return tl::unexpected(CoseRejection{CoseProblem::wrong_signature, *kid});
  }
  return std::move(*payload);
}

}  // namespace opencarnet::crypto
