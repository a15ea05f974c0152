// Tokens and keys as devices send them: JWS, JWE, JWK, and the set of public keys. The first byte says where the input
// enters; headers of its choice are signed and encrypted rightly, so that what they say is what decides.
#include <fstream>

#include <openssl/ec.h>

#include "crypto/compact.h"
#include "crypto/jose.h"
#include "crypto/keys.h"
#include "crypto/openssl_p256.h"
#include "fuzz/fuzz.h"

namespace opencarnet::crypto {
namespace {

using fuzz::promise;
using Json = nlohmann::json;

const Json& conformance() {
  static const auto read = [] {
    std::ifstream file{OPENCARNET_SOURCE "/tests/conformance/jose.json"};
    return Json::parse(file);
  }();
  return read;
}

const DeviceKeyPair& signing() {
  static const auto pair = DeviceKeyPair::from_private_jwk(conformance().at("signing_key")).value();
  return pair;
}

const DeviceKeyPair& encrypting() {
  static const auto pair = DeviceKeyPair::from_private_jwk(conformance().at("encryption_key")).value();
  return pair;
}

// What a header must be to be obeyed, judged once more and independently of the room's reader.
bool obeyed(std::string_view text, const std::set<std::string>& members) {
  std::multiset<std::string> names;
  const auto note = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1) names.insert(parsed.get<std::string>());
    return true;
  };
  const auto header = Json::parse(text, note, false);
  return header.is_object() && names.size() == header.size() &&
         std::ranges::all_of(names, [&](const auto& name) { return members.contains(name); });
}

bool is_canonical(std::string_view token) {
  while (true) {
    const auto dot = token.find('.');
    const auto bytes = from_base64url(token.substr(0, dot));
    if (!bytes || base64url(*bytes) != token.substr(0, dot)) return false;
    if (dot == std::string_view::npos) return true;
    token.remove_prefix(dot + 1);
  }
}

void check_token(std::string_view token) {
  const auto payload = verify_jws(signing().public_key(), token);
  if (payload) {
    promise(is_canonical(token), "an accepted token is written in one way");
    promise(
        obeyed(text_of(from_base64url(token.substr(0, token.find('.'))).value()), {"alg", "kid", "typ", "cty", "iat"}),
        "an accepted header has the members that are known");
    const auto first = token.find('.'), last = token.rfind('.');
    const auto detached = std::string(token.substr(0, first)) + "." + std::string(token.substr(last));
    promise(verify_detached_jws(signing().public_key(), detached, *payload).has_value(),
            "the same content held apart is as genuine");
    promise(!verify_detached_jws(signing().public_key(), detached, *payload + "x"), "other content is not");
  } else {
    promise(payload.error().code == Code::signature_not_valid, "a token is refused for its signature");
  }
  const auto text = decrypt_jwe(encrypting(), token);
  promise(text.has_value() ? is_canonical(token) : text.error().code == Code::encrypted_message_not_valid,
          "an accepted message is written in one way");
  static_cast<void>(verify_detached_jws(signing().public_key(), token, "content"));
}

// A signature made for a header of the input's choice.
void check_signed_header(std::string_view header) {
  const auto pair = signing();
  const auto message = base64url(bytes_of(header)) + "." + base64url(bytes_of("content"));
  const auto key = p256_key(pair.public_key().x(), pair.public_key().y(), &pair.d());
  const DigestContext context{EVP_MD_CTX_new()};
  must_succeed(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()), "sign");
  Bytes der(128);
  std::size_t length = der.size();
  must_succeed(EVP_DigestSign(context.get(), der.data(), &length, bytes_of(message).data(), message.size()), "sign");
  const std::uint8_t* from = der.data();
  const std::unique_ptr<ECDSA_SIG, Releaser<ECDSA_SIG_free>> pieces{
      d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(length))};
  Bytes raw(64);
  BN_bn2binpad(ECDSA_SIG_get0_r(pieces.get()), raw.data(), 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(pieces.get()), raw.data() + 32, 32);
  const auto payload = verify_jws(pair.public_key(), message + "." + base64url(raw));
  if (!payload) return;
  promise(*payload == "content", "what was signed is what is read");
  promise(header.size() <= 4096 && obeyed(header, {"alg", "kid", "typ", "cty", "iat"}),
          "an accepted header has the members that are known");
  promise(Json::parse(header).at("alg") == "ES256", "there is one algorithm");
}

// A message encrypted as anybody may, under a header of the input's choice: {"epk": 0} stands for a right key.
void check_encrypted_header(std::string_view chosen) {
  static const auto ephemeral = DeviceKeyPair::generate();
  std::string header{chosen};
  const auto jwk = ephemeral.public_key().to_jwk().dump();
  if (const auto mark = header.find("\"epk\":0"); mark != std::string::npos) header.replace(mark + 6, 1, jwk);
  const auto part = base64url(bytes_of(header));
  const auto own = p256_key(ephemeral.public_key().x(), ephemeral.public_key().y(), &ephemeral.d());
  const auto peer = p256_key(encrypting().public_key().x(), encrypting().public_key().y());
  const auto wrapping = concat_kdf(shared_secret(*own, *peer), "ECDH-ES+A256KW", "", "", 256);
  const Bytes content_key(32, 5);
  const auto message = gcm_encrypt(content_key, "content", part);
  std::string token = part;
  for (const auto& piece : {wrap_key(wrapping, content_key), message.iv, message.ciphertext, message.tag})
    token += "." + base64url(piece);
  const auto text = decrypt_jwe(encrypting(), token);
  if (!text) return;
  promise(*text == "content", "what was encrypted is what is read");
  promise(obeyed(header, {"alg", "enc", "epk", "kid", "typ", "cty"}), "an accepted header has the members known");
  promise(Json::parse(header).at("enc") == "A256GCM", "there is one encryption");
}

void check_keys(std::string_view text) {
  const auto document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return;
  if (const auto key = DevicePublicKey::from_jwk(document)) {
    promise(DevicePublicKey::from_jwk(key->to_jwk()) == *key, "a key that was read is written and read again");
    promise(key->thumbprint().size() == 43, "a key has a name");
  }
  if (const auto pair = DeviceKeyPair::from_private_jwk(document)) {
    const auto token = sign_jws(*pair, "content");
    promise(verify_jws(pair->public_key(), token).has_value(), "a pair that is accepted belongs together");
  }
  if (const auto keys = VerificationKeys::from_public_set(document)) static_cast<void>(keys->find("12345678"));
}

}  // namespace
}  // namespace opencarnet::crypto

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace opencarnet::crypto;
  opencarnet::fuzz::Input input{data, size};
  switch (input.choice(4)) {
    case 0:
      check_token(input.rest());
      break;
    case 1:
      check_signed_header(input.rest());
      break;
    case 2:
      check_encrypted_header(input.rest());
      break;
    default:
      check_keys(input.rest());
  }
  return 0;
}
