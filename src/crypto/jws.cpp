#include <openssl/ec.h>

#include "crypto/compact.h"
#include "crypto/jose.h"
#include "crypto/openssl_p256.h"

namespace opencarnet::crypto {
namespace {

using Json = nlohmann::json;
using DerSignature = std::unique_ptr<ECDSA_SIG, Releaser<ECDSA_SIG_free>>;

tl::unexpected<Refusal> invalid(std::string problem) {
  return refuse(Code::signature_not_valid, {{"problem", std::move(problem)}});
}

DigestContext digest_context() {
  DigestContext context(EVP_MD_CTX_new());
  if (!context) throw std::bad_alloc();
  return context;
}

// JOSE writes r and s side by side; OpenSSL wants them in DER.
Bytes der_of(BytesView raw) {
  const DerSignature signature(ECDSA_SIG_new());
  if (!signature) throw std::bad_alloc();
  must_succeed(
      ECDSA_SIG_set0(signature.get(), BN_bin2bn(raw.data(), 32, nullptr), BN_bin2bn(raw.data() + 32, 32, nullptr)),
      "signature");
  std::uint8_t* made = nullptr;
  const int length = i2d_ECDSA_SIG(signature.get(), &made);
  if (length <= 0) throw std::runtime_error("OpenSSL: a signature could not be encoded");
  Bytes der(made, made + length);
  OPENSSL_free(made);
  return der;
}

Bytes raw_of(BytesView der) {
  const std::uint8_t* from = der.data();
  const DerSignature signature(d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(der.size())));
  if (!signature) throw std::runtime_error("OpenSSL: a signature could not be decoded");
  Bytes raw(64);
  BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw.data(), 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw.data() + 32, 32);
  return raw;
}

Bytes es256_sign(const DeviceKeyPair& pair, std::string_view message) {
  const auto key = p256_key(pair.public_key().x(), pair.public_key().y(), &pair.d());
  const auto context = digest_context();
  must_succeed(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()), "sign");
  Bytes der(128);
  std::size_t length = der.size();
  must_succeed(EVP_DigestSign(context.get(), der.data(), &length, bytes_of(message).data(), message.size()), "sign");
  der.resize(length);
  return raw_of(der);
}

bool es256_verifies(const DevicePublicKey& public_key, std::string_view message, BytesView raw) {
  const auto key = p256_key(public_key.x(), public_key.y());
  const auto der = der_of(raw);
  const auto context = digest_context();
  must_succeed(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()), "verify");
  return EVP_DigestVerify(context.get(), der.data(), der.size(), bytes_of(message).data(), message.size()) == 1;
}

std::string protected_header(const DeviceKeyPair& key) {
  return base64url(bytes_of(Json{{"alg", "ES256"}, {"kid", key.public_key().thumbprint()}}.dump()));
}

Verdict check(const DevicePublicKey& key, std::string_view header_part, std::string_view payload_part,
              std::string_view signature_part) {
  const auto header = compact_header(header_part);
  if (header.is_null()) return invalid("its header cannot be read");
  if (header_text(header, "alg") != "ES256") return invalid("its algorithm is not ES256");
  for (const auto& member : header.items()) {
    if (member.key() == "kid" && header_text(header, "kid") != key.thumbprint()) return invalid("it names another key");
    static const std::set<std::string_view> known{"alg", "kid", "typ", "cty", "iat"};
    if (!known.contains(member.key())) return invalid("its header has a member that is not accepted");
  }
  const auto signature = signature_part.size() == 86 ? from_base64url(signature_part) : std::nullopt;
  if (!signature) return invalid("the signature is not 64 bytes in base64url");
  const auto message = fmt::format("{}.{}", header_part, payload_part);
  if (!es256_verifies(key, message, *signature)) return invalid("the content or the signing key is another");
  return {};
}

}  // namespace

std::string sign_jws(const DeviceKeyPair& key, std::string_view payload) {
  const auto message = fmt::format("{}.{}", protected_header(key), base64url(bytes_of(payload)));
  return fmt::format("{}.{}", message, base64url(es256_sign(key, message)));
}

Result<std::string> verify_jws(const DevicePublicKey& key, std::string_view token) {
  if (token.size() > longest_token) return invalid("it is too long");
  const auto parts = compact_parts(token, 3);
  if (!parts) return invalid("it has not three parts");
  const auto payload = from_base64url((*parts)[1]);
  if (!payload) return invalid("its content is not base64url");
  const auto verdict = check(key, (*parts)[0], (*parts)[1], (*parts)[2]);
  if (!verdict) return tl::unexpected(verdict.error());
  return text_of(*payload);
}

std::string sign_detached_jws(const DeviceKeyPair& key, std::string_view payload) {
  const auto header = protected_header(key);
  const auto message = fmt::format("{}.{}", header, base64url(bytes_of(payload)));
  return fmt::format("{}..{}", header, base64url(es256_sign(key, message)));
}

Verdict verify_detached_jws(const DevicePublicKey& key, std::string_view token, std::string_view payload) {
  if (token.size() > longest_token) return invalid("it is too long");
  const auto parts = compact_parts(token, 3);
  if (!parts || !(*parts)[1].empty()) return invalid("it is not a header and a signature with nothing between");
  return check(key, (*parts)[0], base64url(bytes_of(payload)), (*parts)[2]);
}

}  // namespace opencarnet::crypto
