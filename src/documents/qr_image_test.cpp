#include "documents/qr_image.h"

#include <cairo/cairo.h>
#include <gtest/gtest.h>

#include <ZXing/ReadBarcode.h>

#include "crypto/declaration_qr.h"

namespace opencarnet::documents {
namespace {

struct Source {
  std::string_view rest;
  static cairo_status_t read(void* self, unsigned char* data, unsigned length) {
    auto& rest = static_cast<Source*>(self)->rest;
    if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::copy_n(rest.begin(), length, data);
    rest.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
  }
};

std::string read_png(const std::string& png) {
  Source source{png};
  auto* surface = cairo_image_surface_create_from_png_stream(Source::read, &source);
  EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
  const ZXing::ImageView image(cairo_image_surface_get_data(surface), cairo_image_surface_get_width(surface),
                               cairo_image_surface_get_height(surface), ZXing::ImageFormat::BGRX,
                               cairo_image_surface_get_stride(surface));
  const auto result = ZXing::ReadBarcode(image, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode));
  std::string text;
  for (const auto sign : result.text()) text.push_back(static_cast<char>(sign));
  cairo_surface_destroy(surface);
  return text;
}

std::string declaration_text() {
  const auto key = crypto::SigningKey::generate(Instant{});
  return crypto::encode_declaration_qr({.carnet_id = 4711,
                                        .carnet_number = "CHTA00000133",
                                        .transaction_code = "8KQ2M4TZ9WXYC",
                                        .type = 4,
                                        .from_territory = "CH_LI",
                                        .to_territory = "EU",
                                        .goods_ranges = "1-13",
                                        .valid_until = "2027-01-09",
                                        .signed_at = 1'795'000'000},
                                       key);
}

TEST(QrImage, X2_a_reader_reads_the_PNG_back) {
  const auto text = declaration_text();
  EXPECT_EQ(read_png(qr_png(text)), text);
  EXPECT_EQ(read_png(qr_png(text, 3)), text);
  EXPECT_EQ(read_png(qr_png("https://example.org/lower case")), "https://example.org/lower case");
}

TEST(QrImage, an_ordinary_declaration_is_at_most_version_9) { EXPECT_LE(qr_matrix(declaration_text()).size, 53U); }

TEST(QrImage, the_SVG_has_the_modules_of_the_matrix) {
  const auto svg = qr_svg("OCS:4711:8KQ2M4TZ9WXYC");
  const auto matrix = qr_matrix("OCS:4711:8KQ2M4TZ9WXYC");
  EXPECT_NE(svg.find(fmt::format("viewBox=\"0 0 {0} {0}\"", matrix.size + 8)), std::string::npos);
  EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos);  // the upper edge of the first finder pattern
}

TEST(QrImage, the_terminal_shows_as_many_modules_as_there_are) {
  const auto matrix = qr_matrix("OCS:4711:8KQ2M4TZ9WXYC");
  const auto drawing = qr_terminal("OCS:4711:8KQ2M4TZ9WXYC");
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(drawing, '\n')), (matrix.size + 5) / 2);
}

TEST(QrImage, a_text_that_no_QR_holds_is_a_fault) {
  EXPECT_THROW((void)qr_matrix(""), std::runtime_error);
  EXPECT_THROW((void)qr_matrix(std::string(5000, 'a')), std::runtime_error);
  EXPECT_THROW((void)qr_matrix(std::string_view("a\0b", 3)), std::runtime_error);
}

}  // namespace
}  // namespace opencarnet::documents
