#include <stdexcept>

#include "documents/pdf.h"

namespace opencarnet::documents {
namespace {

constexpr double padding = 1.1;
constexpr int most_lines = 40;  // of one cell: a row must fit a page
constexpr Colour rule{0.72, 0.72, 0.72};

TextStyle style_of(const Table& table, const Column& column, bool bold) {
  return {.size = table.size, .bold = bold, .align = column.align, .most_lines = most_lines};
}

double row_height(const Pdf& pdf, const Table& table, const TableRow& row) {
  double height = pdf.text_height(50, "X", {.size = table.size});
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    const auto& column = table.columns[at];
    const double inside = column.width - 2 * padding;
    height = std::max(height, pdf.text_height(inside, row.cells[at], style_of(table, column, row.bold)));
  }
  return height + 2 * padding * 0.7;
}

void draw_row(Pdf& pdf, const Table& table, const TableRow& row, double x, double y) {
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    const auto& column = table.columns[at];
    pdf.text(x + padding, y + padding * 0.7, column.width - 2 * padding, row.cells[at],
             style_of(table, column, row.bold));
    x += column.width;
  }
}

}  // namespace

double draw_table(Pdf& pdf, const Table& table, double x, double y, double bottom,
                  const std::function<double()>& next_page) {
  double width = 0;
  TableRow head{.cells = {}, .bold = true};
  for (const auto& column : table.columns) {
    width += column.width;
    head.cells.push_back(column.title);
  }
  for (const auto& row : table.rows) {
    if (row.cells.size() != table.columns.size()) throw std::logic_error("a row has one cell a column");
  }
  const double head_height = row_height(pdf, table, head);
  const auto draw_head = [&] {
    pdf.fill({x, y, width, head_height}, table.head);
    draw_row(pdf, table, head, x, y);
    y += head_height;
    pdf.line(x, y, x + width, y, {}, 0.3);
  };
  const auto go_on = [&] {
    y = next_page();
    draw_head();
  };
  if (y + 2 * head_height > bottom) y = next_page();
  draw_head();
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    const auto& row = table.rows[at];
    const double height = row_height(pdf, table, row);
    const bool total_follows = at + 1 < table.rows.size() && table.rows[at + 1].bold;
    const double together = height + (total_follows ? row_height(pdf, table, table.rows[at + 1]) : 0);
    if (y + together > bottom) go_on();  // a total never stands alone
    draw_row(pdf, table, row, x, y);
    y += height;
    pdf.line(x, y, x + width, y, rule, 0.12);
  }
  return y;
}

}  // namespace opencarnet::documents
