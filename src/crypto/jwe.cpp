#include <stdexcept>

#include "crypto/compact.h"
#include "crypto/jose.h"
#include "crypto/openssl_p256.h"

namespace opencarnet::crypto {
namespace {

using Json = nlohmann::json;

constexpr std::string_view agreement = "ECDH-ES+A256KW";
constexpr std::string_view encryption = "A256GCM";

tl::unexpected<Refusal> invalid(std::string problem) {
  return refuse(Code::encrypted_message_not_valid, {{"problem", std::move(problem)}});
}

void append_number(Bytes& bytes, std::size_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes.push_back(static_cast<std::uint8_t>(number >> shift & 0xFFU));
}

void append_counted(Bytes& bytes, std::string_view text) {
  append_number(bytes, text.size());
  bytes.insert(bytes.end(), text.begin(), text.end());
}

Pkey pkey_of(const DevicePublicKey& key) { return p256_key(key.x(), key.y()); }
Pkey pkey_of(const DeviceKeyPair& key) { return p256_key(key.public_key().x(), key.public_key().y(), &key.d()); }

Verdict check_header(const Json& header, const DevicePublicKey& recipient) {
  if (header.is_null()) return invalid("its header cannot be read");
  if (header_text(header, "alg") != agreement) return invalid("its algorithm is not ECDH-ES+A256KW");
  if (header_text(header, "enc") != encryption) return invalid("its encryption is not A256GCM");
  static const std::set<std::string_view> known{"alg", "enc", "epk", "kid", "typ", "cty"};
  for (const auto& member : header.items()) {
    if (!known.contains(member.key())) return invalid("its header has a member that is not accepted");
  }
  if (header.contains("kid") && header_text(header, "kid") != recipient.thumbprint()) {
    return invalid("it is for another device");
  }
  return {};
}

}  // namespace

Bytes concat_kdf(BytesView shared_secret, std::string_view algorithm, std::string_view apu, std::string_view apv,
                 std::size_t key_bits) {
  if (key_bits > 256 || key_bits % 8 != 0) throw std::logic_error("one round of the KDF makes up to 256 bits");
  Bytes input;
  append_number(input, 1);  // the first and only round
  input.insert(input.end(), shared_secret.begin(), shared_secret.end());
  append_counted(input, algorithm);
  append_counted(input, apu);
  append_counted(input, apv);
  append_number(input, key_bits);
  auto key = sha256(input);
  key.resize(key_bits / 8);
  return key;
}

std::string encrypt_jwe(const DevicePublicKey& recipient, std::string_view plaintext) {
  const auto ephemeral = DeviceKeyPair::generate();
  const auto secret = shared_secret(*pkey_of(ephemeral), *pkey_of(recipient));
  const auto wrapping_key = concat_kdf(secret, agreement, "", "", 256);
  const auto content_key = random_bytes(32);
  const auto header = base64url(bytes_of(Json{
      {"alg", agreement},
      {"enc", encryption},
      {"epk", ephemeral.public_key().to_jwk()},
      {"kid", recipient.thumbprint()}}.dump()));
  const auto message = gcm_encrypt(content_key, plaintext, header);
  return fmt::format("{}.{}.{}.{}.{}", header, base64url(wrap_key(wrapping_key, content_key)), base64url(message.iv),
                     base64url(message.ciphertext), base64url(message.tag));
}

Result<std::string> decrypt_jwe(const DeviceKeyPair& recipient, std::string_view token) {
  if (token.size() > longest_token) return invalid("it is too long");
  const auto parts = compact_parts(token, 5);
  if (!parts) return invalid("it has not five parts");
  const auto header = compact_header((*parts)[0]);
  if (const auto verdict = check_header(header, recipient.public_key()); !verdict) {
    return tl::unexpected(verdict.error());
  }
  const auto ephemeral = DevicePublicKey::from_jwk(header.value("epk", Json()));
  if (!ephemeral) return invalid("its ephemeral key is not a P-256 public key");
  const auto wrapped = from_base64url((*parts)[1]);
  const auto iv = from_base64url((*parts)[2]);
  const auto ciphertext = from_base64url((*parts)[3]);
  const auto tag = from_base64url((*parts)[4]);
  if (!wrapped || wrapped->size() != 40 || !iv || iv->size() != 12 || !ciphertext || !tag || tag->size() != 16) {
    return invalid("a part is not base64url of the right length");
  }
  const auto secret = shared_secret(*pkey_of(recipient), *pkey_of(*ephemeral));
  const auto content_key = unwrap_key(concat_kdf(secret, agreement, "", "", 256), *wrapped);
  if (!content_key) return invalid("its key does not open with this device's");
  auto text = gcm_decrypt(*content_key, {*iv, *ciphertext, *tag}, (*parts)[0]);
  if (!text) return invalid("it was changed");
  return std::move(*text);
}

}  // namespace opencarnet::crypto
