#include "edge/search_form.h"

#include <stdexcept>

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace opencarnet::edge {
namespace {

void must(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

// Made once; comparing does not change it.
const icu::Collator& collator() {
  static const std::unique_ptr<icu::Collator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> root{icu::Collator::createInstance(icu::Locale::getRoot(), status)};
    must(status);
    return root;
  }();
  return *made;
}

}  // namespace

std::string search_form(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* const form = icu::Normalizer2::getNFKDInstance(status);
  must(status);
  const auto apart = form->normalize(icu::UnicodeString::fromUTF8(text).foldCase(), status);
  must(status);
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1))
    if (u_charType(apart.char32At(at)) != U_NON_SPACING_MARK) kept.append(apart.char32At(at));
  std::string out;
  kept.toUTF8String(out);
  return out;
}

int compare_names(const std::string& a, const std::string& b) {
  UErrorCode status = U_ZERO_ERROR;
  const auto order = collator().compareUTF8(a, b, status);
  must(status);
  return static_cast<int>(order);
}

}  // namespace opencarnet::edge
