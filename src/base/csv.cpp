#include "base/csv.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

#include <fmt/format.h>

namespace opencarnet {
namespace {

// Takes records off the front of a text, counting lines for the messages.
class Reader {
 public:
  Reader(std::string_view text, char separator) : text_(text), separator_(separator) {}
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t line() const { return line_; }

  std::vector<std::string> record() {
    std::vector<std::string> fields(1);
    while (!done()) {
      const char c = text_[at_++];
      if (c == '"' && fields.back().empty()) {
        quoted(fields.back());
      } else if (c == separator_) {
        fields.emplace_back();
      } else if (c == '\n') {
        ++line_;
        break;
      } else if (c != '\r' || done() || text_[at_] != '\n') {
        fields.back() += c;
      }
    }
    return fields;
  }

 private:
  void quoted(std::string& field) {
    const auto opened = line_;
    while (!done()) {
      const char c = text_[at_++];
      if (c == '\n') ++line_;
      if (c != '"') {
        field += c;
      } else if (!done() && text_[at_] == '"') {
        field += text_[at_++];
      } else {
        return;
      }
    }
    throw CsvFault(fmt::format("line {}: a quote is opened and never closed", opened));
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, line_ = 1;
};

}  // namespace

Csv Csv::parse(std::string_view text, char separator) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Reader reader(text, separator);
  Csv table;
  table.columns_ = reader.record();
  for (const auto& column : table.columns_)
    if (std::count(table.columns_.begin(), table.columns_.end(), column) > 1)
      throw CsvFault(fmt::format("column {} stands twice", column));
  while (!reader.done()) {
    const auto line = reader.line();
    auto fields = reader.record();
    if (fields.size() == 1 && fields[0].empty()) continue;  // an empty line
    if (fields.size() != table.columns_.size())
      throw CsvFault(fmt::format("line {}: {} fields, the header has {}", line, fields.size(), table.columns_.size()));
    table.rows_.push_back(std::move(fields));
  }
  return table;
}

Csv Csv::read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw CsvFault(fmt::format("{}: cannot be read", path));
  std::ostringstream text;
  text << file.rdbuf();
  try {
    return parse(text.str());
  } catch (const CsvFault& fault) {
    throw CsvFault(fmt::format("{}: {}", path, fault.what()));
  }
}

const std::string& Csv::Row::operator[](std::string_view column) const {
  const auto& names = table_->columns_;
  const auto found = std::find(names.begin(), names.end(), column);
  if (found == names.end()) throw CsvFault(fmt::format("no column {}", column));
  return table_->rows_[index_][static_cast<std::size_t>(found - names.begin())];
}

bool Csv::Row::flag(std::string_view column) const {
  const auto& field = (*this)[column];
  if (field != "0" && field != "1")
    throw CsvFault(fmt::format("row {}, {}: '{}' is not 0 or 1", index_ + 1, column, field));
  return field == "1";
}

int Csv::Row::number(std::string_view column) const {
  const auto& field = (*this)[column];
  int value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size())
    throw CsvFault(fmt::format("row {}, {}: '{}' is not a whole number", index_ + 1, column, field));
  return value;
}

}  // namespace opencarnet
