// Every code of api/refusals has words for a reader, and they are whole messages.
#include <gtest/gtest.h>

#include "base/refusal.h"
#include "contract/contract.h"
#include "edge/texts.h"
#include "support/problems.h"

namespace opencarnet::every {
namespace {

TEST(Refusals, every_code_says_what_why_and_what_next) {
  for (const auto& facts : code_facts) {
    EXPECT_FALSE(facts.title.empty()) << facts.code;
    EXPECT_FALSE(facts.detail.empty()) << facts.code;
    EXPECT_FALSE(facts.next.empty()) << facts.code;
    EXPECT_TRUE(facts.status >= 400 && facts.status < 600) << facts.code;
    EXPECT_FALSE(support::has_open_placeholder(std::string(facts.title))) << facts.code << ": titles have no values";
  }
}

// With a number for every placeholder nothing of the message form is left: it is well-formed ICU.
TEST(Refusals, every_text_is_filled_by_its_values) {
  for (const auto& facts : code_facts)
    for (const auto& message : {facts.detail, facts.next}) {
      Params params;
      for (auto at = message.find('{'); at != std::string_view::npos; at = message.find('{', at + 1)) {
        const auto end = message.find_first_of(",} {", at + 1);
        if (end != std::string_view::npos && end > at + 1)
          params[std::string(message.substr(at + 1, end - at - 1))] = "2";
      }
      const auto words = edge::formatted("en", message, params);
      EXPECT_FALSE(support::has_open_placeholder(words)) << facts.code << ": " << words;
    }
}

TEST(Refusals, the_contract_lists_the_same_codes) {
  for (const auto& [audience, document] : contract::Contract::built_in().documents()) {
    std::set<std::string> said, known;
    for (const auto& code :
         document.at(nlohmann::json::json_pointer("/components/schemas/Problem/properties/code/enum")))
      said.insert(code.get<std::string>());
    for (const auto& facts : code_facts) known.insert(std::string(facts.code));
    EXPECT_EQ(said, known) << audience;
  }
}

}  // namespace
}  // namespace opencarnet::every
