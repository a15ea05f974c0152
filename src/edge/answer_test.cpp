#include <gtest/gtest.h>

#include "edge/route.h"

namespace opencarnet::edge {
namespace {

using nlohmann::json;

TEST(Answer, what_was_written_before_goes_out_as_it_is) {
  Answer answer;
  answer.body = {{"carnet", {{"number", "CH1"}, {"holder", {{"name", "A"}}}}}, {"steps", json::array()}};
  answer.written["/carnet/general_list"] = R"([{"item":1,"value":"1.50"}])";
  answer.written["/places"] = R"([{"place":"home"}])";
  EXPECT_EQ(answer.text(),
            R"({"carnet":{"holder":{"name":"A"},"number":"CH1","general_list":[{"item":1,"value":"1.50"}]},"steps":[],)"
            R"("places":[{"place":"home"}]})");
  EXPECT_EQ(json::parse(answer.text()), answer.document());
}

TEST(Answer, may_be_written_as_a_whole) {
  Answer answer;
  answer.body = json::object();
  answer.written["/carnet"] = "{}";
  answer.written["/carnets"] = "[]";
  EXPECT_EQ(answer.text(), R"({"carnet":{},"carnets":[]})");
  answer.written.clear();
  EXPECT_EQ(answer.text(), "{}");
}

TEST(Answer, names_that_begin_alike_are_told_apart) {
  Answer answer;
  answer.body = {{"a", {{"x", 1}}}, {"a-b", {{"x", 2}}}};
  answer.written["/a-b/list"] = "[2]";
  answer.written["/a/list"] = "[1]";
  EXPECT_EQ(json::parse(answer.text()), json::parse(R"({"a":{"x":1,"list":[1]},"a-b":{"x":2,"list":[2]}})"));
  EXPECT_EQ(json::parse(answer.text()), answer.document());
}

TEST(Answer, bytes_that_are_no_UTF_8_are_replaced) {
  Answer answer;
  answer.body = {{"name", "Z\xFCrich"}};
  answer.written["/list"] = "[]";
  EXPECT_EQ(answer.text(), "{\"name\":\"Z\xEF\xBF\xBDrich\",\"list\":[]}");
}

}  // namespace
}  // namespace opencarnet::edge
