#include "documents/pdf_language.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace opencarnet::documents {
namespace {

std::optional<std::size_t> number_after(std::string_view text, std::string_view word) {
  const auto found = text.rfind(word);
  if (found == std::string_view::npos) return std::nullopt;
  auto rest = text.substr(found + word.size());
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n')) rest.remove_prefix(1);
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (problem != std::errc()) return std::nullopt;
  return number;
}

bool is_language_tag(const std::string& language) {
  return !language.empty() && language.find_first_not_of(
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-") == std::string::npos;
}

}  // namespace

std::string with_pdf_language(std::string pdf, const std::string& language) {
  const auto trailer_at = pdf.rfind("trailer");
  if (trailer_at == std::string::npos || !is_language_tag(language)) return pdf;
  const auto trailer = std::string_view(pdf).substr(trailer_at);
  const auto root = number_after(trailer, "/Root");
  const auto info = number_after(trailer, "/Info");
  const auto size = number_after(trailer, "/Size");
  const auto table = number_after(trailer, "startxref");
  if (!root || !info || !size || !table) return pdf;
  const auto catalog_at = pdf.find(fmt::format("\n{} 0 obj", *root));
  if (catalog_at == std::string::npos) return pdf;
  const auto from = pdf.find("<<", catalog_at);
  const auto to = pdf.find("endobj", catalog_at);
  const auto end = to == std::string::npos ? to : pdf.rfind(">>", to);
  if (from == std::string::npos || end == std::string::npos || end <= from) return pdf;
  const auto catalog = pdf.substr(from, end - from);

  if (pdf.back() != '\n') pdf += '\n';
  const auto object_at = pdf.size();
  pdf += fmt::format("{} 0 obj\n{}   /Lang ({})\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
                     *root, catalog, language);
  const auto table_at = pdf.size();
  pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n<< /Size {} /Root {} 0 R /Info {} 0 R /Prev {} >>\n", *root,
                     object_at, *size, *root, *info, *table);
  pdf += fmt::format("startxref\n{}\n%%EOF\n", table_at);
  return pdf;
}

}  // namespace opencarnet::documents
