// A QR as a picture: SVG for screens, PNG for mail, half blocks for a terminal, modules for a PDF.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace opencarnet::documents {

/// The modules without the quiet zone; true is dark.
struct QrMatrix {
  std::size_t size = 0;     // modules a side
  std::vector<bool> cells;  // row by row
  [[nodiscard]] bool dark(std::size_t x, std::size_t y) const { return cells[y * size + x]; }
};

/// Error correction M; the alphanumeric mode is used where the text allows. Throws std::runtime_error where the text is
/// empty or longer than a QR holds (2331 bytes, 3391 alphanumeric signs).
[[nodiscard]] QrMatrix qr_matrix(std::string_view text);

/// A whole document with viewBox and quiet zone; scales to any size. Dark on white also on dark pages.
[[nodiscard]] std::string qr_svg(std::string_view text);
/// `module` pixels a module, quiet zone of four modules.
[[nodiscard]] std::string qr_png(std::string_view text, int module = 6);
/// Two modules a character (U+2580 …), quiet zone of two; `invert` for terminals with dark letters on light.
[[nodiscard]] std::string qr_terminal(std::string_view text, bool invert = false);

}  // namespace opencarnet::documents
