// COSE_Sign1 (RFC 9052 section 4.2) with Ed25519, untagged, in one form: protected header {1: -8, 4: kid}, empty
// unprotected header, payload inside. Nothing in it chooses an algorithm: there is only one.
#pragma once
#include <string>

#include "base/refusal.h"
#include "crypto/keys.h"

namespace opencarnet::crypto {

/// The kid stands in the message as the four bytes its hexadecimal digits name.
[[nodiscard]] Bytes cose_sign1(const SigningKey& key, BytesView payload);

enum class CoseProblem { not_this_form, unknown_key, wrong_signature };
struct CoseRejection {
  CoseProblem problem{};
  std::string kid;  // of an unknown key
};
/// The payload, after the signature has been verified.
[[nodiscard]] tl::expected<Bytes, CoseRejection> cose_verify1(BytesView message, const VerificationKeys& keys);

}  // namespace opencarnet::crypto
