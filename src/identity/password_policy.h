// Which passwords are taken (I3), after NIST SP 800-63B section 5.1.1.2: long enough, not one that everybody knows, not
// the person's own address. No composition rules, no expiry. Pure.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace opencarnet::identity {

inline constexpr std::size_t shortest_password = 12;  // code points

/// The form a password is hashed and compared in: NFKC, so that the same keys on two devices give the same bytes
/// (NIST SP 800-63B). Text that is not UTF-8 has its wrong bytes replaced.
[[nodiscard]] std::string normal_password(std::string_view typed);

/// Refuses, as field errors at `pointer`, what is too short (password_too_short), longer than a kilobyte
/// (password_too_long), common, repeated or a row of
/// neighbouring keys, also with digits and signs around it (password_too_common), or little more than the e-mail
/// address (password_like_email). `typed` need not be normal.
[[nodiscard]] Verdict check_password(std::string_view typed, std::string_view email,
                                     const std::string& pointer = "/password");

}  // namespace opencarnet::identity
