// The README's proof, as a test: the whole tour against a running server on both engines.
#include "tour/tour.h"

#include <filesystem>
#include <sstream>

#include "support/journey.h"

namespace opencarnet::scenario {
namespace {

struct Tour : support::OverHttp {};
INSTANTIATE_FOR_BOTH_ENGINES(Tour);

TEST_P(Tour, plays_from_issue_to_proof) {
  const auto receipt =
      (std::filesystem::temp_directory_path() / ("opencarnet-tour-" + std::to_string(server().port()) + ".pdf"))
          .string();
  std::ostringstream story;
  try {
    tour::play({.server = server().url(), .receipt_path = receipt}, story);
  } catch (const std::exception& stopped) {
    FAIL() << stopped.what() << "\n" << story.str();
  }
  EXPECT_GT(std::filesystem::file_size(receipt), 1000u);
  std::filesystem::remove(receipt);
  for (const auto* rule : {"T2", "T3", "X2", "X11", "X14", "X15"})
    EXPECT_NE(story.str().find(rule), std::string::npos) << rule << " is not told of\n" << story.str();
}

}  // namespace
}  // namespace opencarnet::scenario
