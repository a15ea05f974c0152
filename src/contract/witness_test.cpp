// valijson, an independent reader of JSON Schema, as a witness: on the contract's own examples and thousands of damaged
// copies of them both must say yes or no alike.
#include <random>

#include <gtest/gtest.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "contract/contract.h"

namespace opencarnet::contract {
namespace {

using nlohmann::json;

// Formats are not compared: this valijson takes February 30 for a day.
void without_formats(json& schema) {
  if (schema.is_object()) {
    if (schema.contains("format") && schema["format"].is_string()) schema.erase("format");
    for (auto& child : schema) without_formats(child);
  } else if (schema.is_array()) {
    for (auto& child : schema) without_formats(child);
  }
}

json damaged(json value, std::mt19937& dice) {
  static const std::vector<json> odd{nullptr,
                                     true,
                                     -1,
                                     0,
                                     1.5,
                                     20'000'000'000,
                                     "",
                                     "x",
                                     "AB",
                                     "12.5",
                                     "1,5",
                                     "2027-01-09",
                                     json::array(),
                                     json::object(),
                                     "\n",
                                     json{{"a", 1}},
                                     std::string(300, 'x')};
  const auto pick = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(dice); };
  json* at = &value;
  while (at->is_structured() && !at->empty() && pick(5) != 0) {
    auto child = at->begin();
    std::advance(child, static_cast<std::ptrdiff_t>(pick(at->size())));
    at = &*child;
  }
  if (at->is_object() && pick(2) == 0) {
    (*at)["surplus"] = odd[pick(odd.size())];
  } else if (at->is_object() && !at->empty()) {
    auto child = at->begin();
    std::advance(child, static_cast<std::ptrdiff_t>(pick(at->size())));
    at->erase(child);
  } else {
    *at = odd[pick(odd.size())];
  }
  return value;
}

TEST(Witness, valijson_says_yes_and_no_where_we_do) {
  std::mt19937 dice{20261122};  // the same damage in every run
  int compared = 0, refused = 0;
  for (const auto& operation : Contract::built_in().operations()) {
    if (!operation->body_schema || operation->body_examples.empty()) continue;
    json document = *operation->document;
    without_formats(document);
    // The request's schema as the root, beside the components its references point to.
    json root = {{"components", document["components"]}};
    for (const auto& [path, item] : document["paths"].items())
      for (const auto& [method, entry] : item.items())
        if (entry.is_object() && operation->name == operation->audience + "." + entry.value("operationId", ""))
          root["allOf"] = json::array({entry["requestBody"]["content"].begin()->at("schema")});
    ASSERT_TRUE(root.contains("allOf")) << operation->name;
    valijson::Schema theirs;
    valijson::SchemaParser{}.populateSchema(valijson::adapters::NlohmannJsonAdapter{root}, theirs);
    const Schema ours{root["allOf"][0], root};
    valijson::Validator validator;
    for (int i = 0; i < 300; ++i) {
      json value = operation->body_examples[0];
      for (int times = i % 3; times >= 0; --times) value = damaged(std::move(value), dice);
      const bool we = ours.check(value).has_value();
      const bool they = validator.validate(theirs, valijson::adapters::NlohmannJsonAdapter{value}, nullptr);
      // In JSON Schema 1.0 is an integer and $ comes before a last line feed; we are stricter on purpose.
      EXPECT_EQ(we, they) << operation->name << ": " << value.dump();
      ++compared;
      if (!we) ++refused;
    }
  }
  std::printf("%d values compared, %d refused by both\n", compared, refused);
  EXPECT_GT(compared, 1000);
}

}  // namespace
}  // namespace opencarnet::contract
