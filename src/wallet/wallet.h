// The holder's room as the program wires it: what it needs, and the operations of api/wallet.yaml.
#pragma once
#include "crypto/keys.h"
#include "crypto/secrets.h"
#include "edge/route.h"
#include "keystore/keystore.h"

namespace opencarnet::wallet {

/// Keys under which codes are kept. Customs hash codes under the same key: what it finds must be what is stored here.
struct CodeKeys {
  crypto::Bytes hashing;  // keyed hashes of transaction, verification and cancellation codes
  crypto::Bytes sealing;  // the holder's copy of a declaration's codes
};
[[nodiscard]] CodeKeys code_keys(const keystore::MasterKey& master);

struct Dependencies {
  const crypto::KeyRing& ring;  // signs QRs (X2)
  CodeKeys keys;
  crypto::PasswordCost password_cost{};
};

/// Takes as long as one password hash: call it once, at start.
[[nodiscard]] edge::Routes routes(const Dependencies& dependencies);

}  // namespace opencarnet::wallet
