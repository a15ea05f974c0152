#include "documents/form.h"

namespace opencarnet::documents {
namespace {

constexpr double margin = 1.6;
constexpr double letter_width = 5.2;
constexpr double qr_side = 34;
constexpr double name_width = 46, narrow = 100;
constexpr int most_lines = 40;  // of one entry: a box must fit a page
constexpr Colour grey{0.36, 0.36, 0.38};
constexpr TextStyle label_style{.size = 6.2, .bold = true};
constexpr TextStyle french_style{.size = 5.6, .italic = true, .colour = grey};

double head_indent(const FormBox& box) { return box.letter.empty() ? 0 : letter_width; }

/// Lays out a box; draws only if `draw`. Returns the height used.
double lay_out(Pdf& pdf, const FormBox& box, double x, double y, bool draw) {
  const double width = box.width - 2 * margin;
  const auto put = [&](double at_x, double at_y, double in, const std::string& text, const TextStyle& style) {
    return draw ? pdf.text(at_x, at_y, in, text, style) : pdf.text_height(in, text, style);
  };
  double at = y + margin * 0.8;
  const double indent = head_indent(box);
  if (draw && indent > 0) pdf.text(x + margin, at - 0.5, letter_width, box.letter, {.size = 10, .bold = true});
  at += put(x + margin + indent, at, width - indent, box.label, label_style);
  at += put(x + margin + indent, at - 0.2, width - indent, box.french, french_style);
  at += 0.6;
  for (const auto& line : box.lines) {
    at += line.before;
    const double beside = line.name.empty() ? 0 : name_width;
    const double name_height =
        line.name.empty() ? 0 : 0.8 + put(x + margin, at + 0.8, beside - 2, line.name, {.size = 6.6, .colour = grey});
    at += std::max(name_height, put(x + margin + beside, at, width - beside, line.text, line.style));
  }
  if (!box.qr.empty()) {
    const double side = std::min(qr_side, width);
    if (draw) pdf.qr({x + (box.width - side) / 2, at + 0.6, side, side}, box.qr);
    at += side + 0.6;
  }
  return std::max(box.least_height, at + margin - y);
}

}  // namespace

void FormBox::entry(const std::string& name, const std::string& value, bool mono) {
  if (value.empty()) return;
  const TextStyle style{.size = 9, .bold = mono, .mono = mono, .most_lines = most_lines};
  if (width < narrow) {
    lines.push_back({name, {.size = 6.2, .colour = grey}, 0.8});
    lines.push_back({value, style, -0.3});
  } else {
    lines.push_back({value, style, 0.5, name});
  }
}

double draw_form_row(Pdf& pdf, const std::vector<FormBox>& boxes, double x, double y, double bottom,
                     const std::function<double()>& next_page) {
  double height = 0;
  for (const auto& box : boxes) height = std::max(height, lay_out(pdf, box, x, y, false));
  if (y + height > bottom) y = next_page();
  for (const auto& box : boxes) {
    pdf.fill({x, y, box.width, height}, box.fill);
    lay_out(pdf, box, x, y, true);
    pdf.frame({x, y, box.width, height});
    x += box.width;
  }
  return y + height;
}

}  // namespace opencarnet::documents
