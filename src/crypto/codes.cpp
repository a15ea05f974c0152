#include "crypto/codes.h"

#include <stdexcept>

namespace opencarnet::crypto {
namespace {

std::string new_code(std::size_t length) {
  static_assert(code_alphabet.size() == 32);  // so that the low five bits of a random byte choose evenly
  std::string code;
  for (const auto byte : random_bytes(length)) code.push_back(code_alphabet[byte & 31U]);
  return code;
}

}  // namespace

std::string new_transaction_code() { return new_code(transaction_code_length); }
std::string new_verification_code() { return new_code(verification_code_length); }
std::string new_cancellation_code() { return new_code(cancellation_code_length); }
std::string new_carnet_pin() { return new_code(carnet_pin_length); }

std::string code_hash(BytesView server_key, std::string_view purpose, std::string_view code) {
  if (server_key.size() < 16) throw std::logic_error("a server key has at least 16 bytes");
  std::string message(purpose);
  message.push_back('\0');
  message.append(code);
  return base64url(hmac_sha256(server_key, bytes_of(message)));
}

bool code_matches(BytesView server_key, std::string_view purpose, std::string_view code, std::string_view stored_hash) {
  return equal_in_constant_time(code_hash(server_key, purpose, code), stored_hash);
}

}  // namespace opencarnet::crypto
