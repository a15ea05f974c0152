#include "support/problems.h"

#include <gtest/gtest.h>

#include "base/refusal.h"

namespace opencarnet::support {
namespace {

const CodeFacts* facts_named(const std::string& code) {
  const auto found =
      std::find_if(code_facts.begin(), code_facts.end(), [&](const CodeFacts& facts) { return facts.code == code; });
  return found == code_facts.end() ? nullptr : &*found;
}

bool lower_case(char c) { return c >= 'a' && c <= 'z'; }

void judge_words(const json& problem, const std::string& said, std::initializer_list<const char*> fields) {
  for (const auto* field : fields) {
    const auto words = problem.value(field, "");
    EXPECT_FALSE(words.empty()) << field << " is missing: " << said;
    EXPECT_FALSE(has_open_placeholder(words)) << field << " has a placeholder that nobody filled: " << said;
  }
}

void judge_code(const json& problem, const std::string& said, bool with_status) {
  const auto code = problem.value("code", "");
  const auto* known = facts_named(code);
  ASSERT_NE(known, nullptr) << "the code " << code << " is not in api/refusals: " << said;
  EXPECT_EQ(problem.value("rule", ""), known->rule) << said;
  if (with_status) {
    EXPECT_EQ(problem.value("status", 0), known->status) << said;
  }
}

}  // namespace

bool has_open_placeholder(const std::string& words) {
  for (auto at = words.find('{'); at != std::string::npos; at = words.find('{', at + 1)) {
    auto end = at + 1;
    while (end < words.size() && (lower_case(words[end]) || words[end] == '_')) ++end;
    if (end > at + 1 && end < words.size() && (words[end] == '}' || words[end] == ',')) return true;
  }
  return false;
}

void look_closely(const Reply& reply, const std::string& request) {
  const auto said = request + " → " + std::to_string(reply.status) + " " + reply.bytes.substr(0, 3000);
  EXPECT_NE(reply.status, 500) << said;
  if (reply.status < 400 || reply.header("content-type") != "application/problem+json") {
    // RFC 6749 section 5.2 has its own form of refusal.
    const bool oauth = reply.body.is_object() && reply.body.contains("error");
    EXPECT_TRUE(reply.status < 400 || oauth || reply.bytes.empty()) << "no problem document: " << said;
    return;
  }
  ASSERT_TRUE(reply.body.is_object()) << said;
  EXPECT_EQ(reply.body.value("status", 0), reply.status) << said;
  EXPECT_EQ(reply.body.value("type", ""), "/api/docs/refusals#" + reply.code()) << said;
  judge_code(reply.body, said, true);
  judge_words(reply.body, said, {"title", "detail", "next"});
  if (reply.status == 401) {
    EXPECT_FALSE(reply.header("www-authenticate").empty()) << said;
  }
  if (reply.status == 429 || reply.status == 503) {
    EXPECT_FALSE(reply.header("retry-after").empty()) << said;
  }
  for (const auto& error : reply.body.value("errors", json::array())) {
    EXPECT_TRUE(error.contains("pointer")) << said;
    judge_code(error, said, false);
    judge_words(error, said, {"detail"});
  }
}

}  // namespace opencarnet::support
