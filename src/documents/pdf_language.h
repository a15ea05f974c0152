// Tells a finished PDF its language, which cairo 1.16 cannot.
#pragma once
#include <string>

namespace opencarnet::documents {

/// Adds /Lang and the wish to show the title to the catalog, as an incremental update (ISO 32000 section 7.5.6). A file
/// that is not as cairo writes it comes back unchanged.
[[nodiscard]] std::string with_pdf_language(std::string pdf, const std::string& language);

}  // namespace opencarnet::documents
