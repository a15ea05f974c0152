#include "contract/validate.h"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "contract/contract.h"
#include "contract/read_json.h"

namespace opencarnet::contract {
namespace {

using nlohmann::json;

std::vector<FieldError> errors_of(const char* schema, const char* value) {
  const auto verdict = Schema{json::parse(schema), json::object()}.check(json::parse(value));
  return verdict ? std::vector<FieldError>{} : verdict.error().errors;
}

// "pointer code, pointer code": enough to see what was said about which field.
std::string said(const char* schema, const char* value) {
  std::string text;
  for (const auto& error : errors_of(schema, value))
    text += (text.empty() ? "" : ", ") + error.pointer + " " + std::string(name(error.code));
  return text;
}

constexpr auto party = R"({"type":"object","additionalProperties":false,"required":["name","country"],"properties":{
  "name":{"type":"string","minLength":1,"maxLength":5},"country":{"type":"string","pattern":"^[A-Z]{2}$"},
  "day":{"type":"string","format":"date","pattern":"^[0-9-]*$"},
  "pieces":{"type":"integer","minimum":1,"maximum":20}}})";

TEST(Schema, says_everything_that_is_wrong_at_once_each_with_its_pointer) {
  EXPECT_EQ(said(party, R"({"name":"","pieces":0,"day":"2027-02-30","colour":1,"a/b":2})"),
            "/country missing_field, /a~1b unknown_field, /colour unknown_field, /day not_a_day, /name too_short, "
            "/pieces out_of_range");
  EXPECT_EQ(said(party, R"({"name":"Tintin","country":"be","pieces":"7"})"),
            "/country bad_pattern, /name too_long, /pieces wrong_type");
  EXPECT_EQ(said(party, R"({"name":"Haddo","country":"BE","pieces":20})"), "");
}

TEST(Schema, counts_characters_not_bytes) {
  EXPECT_EQ(said(party, R"({"name":"ქართუ","country":"GE"})"), "");
  EXPECT_EQ(said(party, R"({"name":"ქართულ","country":"GE"})"), "/name too_long");
}

TEST(Schema, refuses_what_the_inside_could_not_hold) {
  EXPECT_EQ(said(R"({"type":"integer"})", "18446744073709551615"), " out_of_range");
  EXPECT_EQ(said(R"({"type":"integer"})", "1.5"), " wrong_type");
  EXPECT_EQ(said(R"({"type":"string"})", R"("a\u0000b")"), " bad_character");
  EXPECT_EQ(said(R"({"type":"string","pattern":"^[A-Z]{2}$"})", R"("BE\n")"), " bad_pattern");
}

TEST(Schema, reports_the_alternative_that_was_meant) {
  constexpr auto forms = R"({"oneOf":[
    {"type":"object","required":["kind","lost"],"properties":{"kind":{"const":"a"},"lost":{"type":"integer"}}},
    {"type":"object","required":["kind","found"],"properties":{"kind":{"const":"b"},"found":{"type":"integer"},
     "more":{"type":"integer"}}}]})";
  EXPECT_EQ(said(forms, R"({"kind":"b","found":"x","more":"y"})"), "/found wrong_type, /more wrong_type");
  EXPECT_EQ(said(forms, "7"), " bad_alternative");
  EXPECT_EQ(said(R"({"oneOf":[{"type":"integer"},{"type":"number"}]})", "7"), " bad_alternative");
  EXPECT_EQ(said(R"({"anyOf":[{"type":"integer"},{"type":"number"}]})", "7"), "");
}

TEST(Schema, finds_repeated_entries) {
  const auto found = errors_of(R"({"type":"array","uniqueItems":true})", R"([{"a":1},2,{"a":1}])");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (FieldError{"/2", Code::repeated_entry, {{"first", "0"}}}));
}

TEST(Schema, follows_references_also_into_itself) {
  const auto document = json::parse(R"({"components":{"schemas":{"Tree":{"type":"object","additionalProperties":false,
    "properties":{"child":{"$ref":"#/components/schemas/Tree"}}}}}})");
  const Schema schema{json::parse(R"({"$ref":"#/components/schemas/Tree"})"), document};
  EXPECT_TRUE(schema.check(json::parse(R"({"child":{"child":{}}})")));
  const auto verdict = schema.check(json::parse(R"({"child":{"child":{"x":1}}})"));
  EXPECT_EQ(verdict.error().errors.at(0).pointer, "/child/child/x");
}

TEST(Schema, is_not_hurt_by_a_million_characters_or_a_backtracking_pattern) {
  const Schema schema{json::parse(R"({"type":"string","pattern":"^(a+)+$"})"), json::object()};
  EXPECT_FALSE(schema.check(json(std::string(1'000'000, 'a') + "b")));  // or this would never end
}

TEST(Schema, converts_what_comes_as_text) {
  const Schema number{json::parse(R"({"type":"integer"})"), json::object()};
  EXPECT_EQ(number.converted("12"), json(12));
  for (auto wrong : {"", "1,000", "+1", "0x10", "1.0", " 1", "99999999999999999999"})
    EXPECT_FALSE(number.check(number.converted(wrong))) << wrong;
  EXPECT_EQ(Schema(json::parse(R"({"type":"boolean"})"), {}).converted("true"), json(true));
  EXPECT_EQ(Schema(json::parse(R"({"type":"array"})"), {}).converted("a,b"), json::parse(R"(["a","b"])"));
}

TEST(ReadJson, refuses_what_strangers_send) {
  const auto code = [](std::string_view text) {
    const auto read = read_json(text);
    return read ? std::string("read") : std::string(name(read.error().code));
  };
  EXPECT_EQ(code(R"({"a":[1,2.5,"ü",null,true,{}]})"), "read");
  EXPECT_EQ(code(R"({"a":1,"a":2})"), "repeated_key");
  EXPECT_EQ(code(std::string(32, '[') + std::string(32, ']')), "read");
  EXPECT_EQ(code(std::string(33, '[') + std::string(33, ']')), "nested_too_deeply");
  EXPECT_EQ(code(std::string(1'000'000, '[')), "nested_too_deeply");
  for (auto text : {"", "{", "{'a':1}", R"({"a":1,})", "1,5", "nul", "\"\xff\"", R"("\ud800")", "{} {}", "NaN"})
    EXPECT_EQ(code(text), "malformed_json") << text;
  EXPECT_EQ(*read_json(R"([[1],{"b":{"c":[2]}},[]])"), json::parse(R"([[1],{"b":{"c":[2]}},[]])"));
}

TEST(ReadJson, says_where) {
  EXPECT_EQ(read_json(R"({"pieces":1,000})").error().params.at("position"), "13");
  const auto twice = read_json(R"({"a":1,"a":2})");
  EXPECT_EQ(twice.error().params.at("field"), "a");
}

TEST(ReadForm, reads_pairs_and_refuses_repeats) {
  EXPECT_EQ(*read_form("grant_type=client_credentials&client_id=a%2Bb+c"),
            json::parse(R"({"grant_type":"client_credentials","client_id":"a+b c"})"));
  EXPECT_FALSE(read_form("a=1&a=2"));
  EXPECT_FALSE(read_form("a=%zz"));
  for (const auto* no_text : {"a=%FF", "%C3=1", "a=%ED%A0%80", "a=\xFF"}) EXPECT_FALSE(read_form(no_text)) << no_text;
}

TEST(Contract, leads_every_operation_to_itself) {
  const auto& contract = Contract::built_in();
  ASSERT_FALSE(contract.operations().empty());
  for (const auto& operation : contract.operations()) {
    const auto match = contract.match(operation->path);
    ASSERT_TRUE(match.by_method.contains(operation->method)) << operation->path;
    EXPECT_EQ(match.by_method.at(operation->method), operation.get()) << operation->path;
  }
  EXPECT_TRUE(contract.match("/api/nowhere").by_method.empty());
  EXPECT_TRUE(contract.match("").by_method.empty());
}

TEST(Contract, examples_are_what_the_contract_asks) {
  const auto told = [](const Verdict& verdict) {
    std::string text;
    if (!verdict) {
      for (const auto& error : verdict.error().errors)
        text += error.pointer + " " + std::string(name(error.code)) + "; ";
      if (text.empty()) text = name(verdict.error().code);
    }
    return text;
  };
  for (const auto& operation : Contract::built_in().operations()) {
    for (const auto& example : operation->body_examples)
      EXPECT_EQ(told(operation->body_schema->check(example)), "") << operation->name << ", request";
    for (const auto& [status, form] : operation->answers)
      for (const auto& example : form.examples)
        if (status != "default") {
          EXPECT_EQ(told(operation->check_answer(std::stoi(status), example)), "") << operation->name << ", " << status;
        }
  }
}

TEST(Contract, a_general_list_of_10000_items_is_judged) {
  const auto* operation = Contract::built_in().find("nics.create_draft");
  ASSERT_NE(operation, nullptr);
  json body = operation->body_examples.at(0);
  json item = body.at("general_list").at(0);
  body["general_list"] = json::array();
  for (int i = 1; i <= 10'000; ++i) {
    item["item"] = i;
    body["general_list"].push_back(item);
  }
  const auto text = body.dump();
  const auto begin = std::chrono::steady_clock::now();
  const auto read = read_json(text);
  const auto between = std::chrono::steady_clock::now();
  ASSERT_TRUE(operation->body_schema->check(*read));
  const auto end = std::chrono::steady_clock::now();
  const auto ms = [](auto time) { return std::chrono::duration_cast<std::chrono::milliseconds>(time).count(); };
  std::printf("10,000 items, %zu bytes: read in %ld ms, judged in %ld ms\n", text.size(), ms(between - begin),
              ms(end - between));
  for (auto& row : body["general_list"]) row["pieces"] = "1,5";
  EXPECT_EQ(operation->body_schema->check(body).error().errors.size(), max_errors);
}

}  // namespace
}  // namespace opencarnet::contract
