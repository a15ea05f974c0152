// Comma-separated values as RFC 4180 writes them: quoted fields may hold commas, quotes ("") and line breaks.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace opencarnet {

/// The file is not the CSV it should be; the message names line and reason.
struct CsvFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A table with a header line. Every row has a field for every column.
class Csv {
 public:
  /// `text` is UTF-8, with or without byte-order mark, lines ended by LF or CRLF. Throws CsvFault when a quote never
  /// ends, a row has more or fewer fields than the header, or a column's name stands twice.
  [[nodiscard]] static Csv parse(std::string_view text, char separator = ',');
  /// Reads a whole file; throws CsvFault naming it.
  [[nodiscard]] static Csv read_file(const std::string& path);

  class Row {
   public:
    /// The field of a column; an unknown column throws CsvFault.
    [[nodiscard]] const std::string& operator[](std::string_view column) const;
    /// The field as 0 or 1; anything else throws CsvFault.
    [[nodiscard]] bool flag(std::string_view column) const;
    /// The field as a whole number; anything else throws CsvFault.
    [[nodiscard]] int number(std::string_view column) const;

   private:
    friend class Csv;
    Row(const Csv& table, std::size_t index) : table_(&table), index_(index) {}
    const Csv* table_;
    std::size_t index_;
  };

  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] Row at(std::size_t index) const { return {*this, index}; }

  /// Calls `each` with every row, in order.
  template <class Each>
  void for_each(Each each) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) each(at(i));
  }

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace opencarnet
