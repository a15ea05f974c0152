// The session cookie (S5): only over TLS or on the loopback, not for scripts, not for other sites' requests, this host.
#pragma once
#include <string>

namespace opencarnet::identity {

[[nodiscard]] inline std::string session_cookie(const std::string& token) {
  return "__Host-session=" + token + "; Path=/; Secure; HttpOnly; SameSite=Lax";
}
[[nodiscard]] inline std::string no_session_cookie() {
  return "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";
}

}  // namespace opencarnet::identity
