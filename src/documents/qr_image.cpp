#include "documents/qr_image.h"

#include <memory>
#include <stdexcept>

#include <cairo/cairo.h>
#include <qrencode.h>

namespace opencarnet::documents {
namespace {

constexpr int quiet_zone = 4;

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

cairo_status_t append(void* target, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

QrMatrix qr_matrix(std::string_view text) {
  const std::string terminated(text);
  if (text.find('\0') != std::string_view::npos) throw std::runtime_error("a QR text has no zero bytes");
  // Case-sensitive: small letters stay, and runs of capitals and digits still get the denser mode.
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString(terminated.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
  if (!code) throw std::runtime_error("the text is empty or longer than a QR holds");
  QrMatrix matrix{.size = static_cast<std::size_t>(code->width), .cells = {}};
  matrix.cells.resize(matrix.size * matrix.size);
  for (std::size_t at = 0; at < matrix.cells.size(); ++at) matrix.cells[at] = (code->data[at] & 1U) != 0;
  return matrix;
}

std::string qr_svg(std::string_view text) {
  const auto matrix = qr_matrix(text);
  const auto side = matrix.size + 2 * quiet_zone;
  std::string path;
  for (std::size_t y = 0; y < matrix.size; ++y) {
    for (std::size_t x = 0; x < matrix.size; ++x) {
      std::size_t run = 0;
      while (x + run < matrix.size && matrix.dark(x + run, y)) ++run;
      if (run == 0) continue;
      path += fmt::format("M{} {}h{}v1h-{}z", x + quiet_zone, y + quiet_zone, run, run);
      x += run;
    }
  }
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges" role="img">)"
      R"(<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{1}"/></svg>)",
      side, path);
}

std::string qr_png(std::string_view text, int module) {
  if (module < 1 || module > 64) throw std::logic_error("a module has 1 to 64 pixels");
  const auto matrix = qr_matrix(text);
  const int side = (static_cast<int>(matrix.size) + 2 * quiet_zone) * module;
  const std::unique_ptr<cairo_surface_t, FreeSurface> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side));
  const std::unique_ptr<cairo_t, FreeContext> context(cairo_create(surface.get()));
  cairo_set_antialias(context.get(), CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  cairo_set_source_rgb(context.get(), 0, 0, 0);
  for (std::size_t y = 0; y < matrix.size; ++y) {
    for (std::size_t x = 0; x < matrix.size; ++x) {
      if (!matrix.dark(x, y)) continue;
      cairo_rectangle(context.get(), (static_cast<int>(x) + quiet_zone) * module,
                      (static_cast<int>(y) + quiet_zone) * module, module, module);
    }
  }
  cairo_fill(context.get());
  std::string png;
  if (cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error("the PNG of a QR could not be written");
  }
  return png;
}

std::string qr_terminal(std::string_view text, bool invert) {
  const auto matrix = qr_matrix(text);
  const int quiet = 2;
  const int size = static_cast<int>(matrix.size);
  // What is printed is the light part: terminals mostly write light on dark.
  const auto printed = [&](int x, int y) {
    if (y >= size + quiet) return false;  // below an odd last row
    const bool inside = x >= 0 && y >= 0 && x < size && y < size;
    return !(inside && matrix.dark(static_cast<std::size_t>(x), static_cast<std::size_t>(y))) != invert;
  };
  std::string drawing;
  for (int y = -quiet; y < size + quiet; y += 2) {
    for (int x = -quiet; x < size + quiet; ++x) {
      const bool upper = printed(x, y);
      const bool lower = printed(x, y + 1);
      drawing += upper && lower ? "\u2588" : upper ? "\u2580" : lower ? "\u2584" : " ";
    }
    drawing += '\n';
  }
  return drawing;
}

}  // namespace opencarnet::documents
