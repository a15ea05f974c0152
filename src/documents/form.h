// Rows of lettered boxes, as customs forms have them.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "documents/pdf.h"

namespace opencarnet::documents {

struct FormLine {
  std::string text;
  TextStyle style{};
  double before = 0.4;  // millimetres above it
  std::string name{};   // small and grey before the text, in a column of its own
};

struct FormBox {
  double width = 0;
  std::string letter{};           // "A"; empty for none
  std::string label{}, french{};  // small, above the content
  std::vector<FormLine> lines{};
  double least_height = 0;
  std::string qr{};  // drawn below the lines, as wide as fits into 38 mm
  Colour fill{1, 1, 1};

  /// A small grey name and, beside it (below it in a narrow box), what was filled in; nothing where that is empty.
  void entry(const std::string& name, const std::string& value, bool mono = false);
};

/// Draws the boxes side by side, as high as the highest; on a new page if they do not fit above `bottom`. Returns the
/// lower edge.
double draw_form_row(Pdf& pdf, const std::vector<FormBox>& boxes, double x, double y, double bottom,
                     const std::function<double()>& next_page);

}  // namespace opencarnet::documents
