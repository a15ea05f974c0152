// A4 documents in any script. Lengths are millimetres from the upper left corner, letter sizes are points.
// Pages are kept until finish(), so that each can say how many there are.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "documents/qr_image.h"

namespace opencarnet::documents {

inline constexpr double page_width = 210, page_height = 297;

struct Colour {
  double red = 0, green = 0, blue = 0;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  [[nodiscard]] Box inset(double by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
};

enum class Align { start, centre, end };

struct TextStyle {
  double size = 9;
  bool bold = false;
  bool italic = false;
  bool mono = false;  // codes and numbers people compare sign by sign
  Colour colour{};
  Align align = Align::start;
  int most_lines = 0;  // more are cut with an ellipsis; 0: as many as it takes
};

struct PdfFacts {
  std::string title{}, author{}, subject{};
  std::string language = "en";  // BCP 47: chooses the shapes of Han signs, is told to screen readers
  Instant created_at{};
};

class Pdf {
 public:
  explicit Pdf(PdfFacts facts);
  ~Pdf();
  Pdf(Pdf&&) noexcept;
  Pdf& operator=(Pdf&&) noexcept;

  /// Drawing goes to the newest page.
  void new_page();
  [[nodiscard]] int pages() const;

  void fill(const Box& box, Colour colour);
  void frame(const Box& box, Colour colour = {}, double width = 0.25);
  void line(double x1, double y1, double x2, double y2, Colour colour = {}, double width = 0.25);
  /// Across the page, large, pale, slanting: "CANCELLED".
  void watermark(std::string_view text, Colour colour);
  /// With its quiet zone inside the box.
  void qr(const Box& box, std::string_view text);

  /// Wraps within `width`; faulty UTF-8 shows as replacement signs. Returns the height taken. Right-to-left text begins
  /// at the right by itself.
  double text(double x, double y, double width, std::string_view text, const TextStyle& style = {});
  [[nodiscard]] double text_height(double width, std::string_view text, const TextStyle& style = {}) const;

  /// Drawn on every page at finish(), knowing its number and how many there are.
  using PageEnd = std::function<void(Pdf&, int page, int pages)>;
  void at_page_end(PageEnd draw);

  /// The document's bytes. Call once.
  [[nodiscard]] std::string finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

struct Column {
  std::string title{};
  double width = 0;
  Align align = Align::start;
};

struct TableRow {
  std::vector<std::string> cells{};  // one a column
  bool bold = false;                 // totals
};

struct Table {
  std::vector<Column> columns{};
  std::vector<TableRow> rows{};
  double size = 8;
  Colour head{0.93, 0.93, 0.93};
};

/// Draws from (x, y) down to `bottom`; before a row that would not fit, `next_page` makes a page and says where to go
/// on; the head is repeated there. A bold row stays with the one before it; cells are cut at 40 lines. Returns where
/// the table ends.
double draw_table(Pdf& pdf, const Table& table, double x, double y, double bottom,
                  const std::function<double()>& next_page);

}  // namespace opencarnet::documents
