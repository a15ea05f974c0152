// The codes people read out, type and scan (rule X1): one alphabet without look-alikes, one way to read what was typed.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace opencarnet {

/// 32 signs, five bits each. I, L, O and U are left out: no two of the rest are written alike.
inline constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

inline constexpr std::size_t transaction_code_length = 13;   // 65 bits
inline constexpr std::size_t verification_code_length = 14;  // 70 bits
inline constexpr std::size_t cancellation_code_length = 12;  // 60 bits
inline constexpr std::size_t carnet_pin_length = 12;         // 60 bits (rule C12 asks for 50)

/// What a person typed, as it is stored: capitals, without spaces and dashes of any kind (the typographic ones phones
/// put in, too), with I and L read as 1, O as 0, U as V. Nothing if any other sign stands there or the length is not
/// `length`.
[[nodiscard]] std::optional<std::string> normalise_code(std::string_view typed, std::size_t length);

/// As people read it best, in groups of four or five: "8KQ2-M4TZ-9WXYC". normalise_code() reads it back.
[[nodiscard]] std::string grouped_code(std::string_view code);

}  // namespace opencarnet
