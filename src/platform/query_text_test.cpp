#include "platform/query_text.h"

#include <gtest/gtest.h>

namespace opencarnet::platform {
namespace {

std::string text(Engine engine, std::string_view sql, const std::vector<Bind>& binds) {
  return query_text(engine, {"test.q", sql, sql}, binds).text;
}

TEST(QueryText, casts_parameters_on_postgres_only) {
  EXPECT_EQ(text(Engine::sqlite, "a = :a AND b = :b", {{"a", 1}, {"b", "x"}}), "a = :a AND b = :b");
  EXPECT_EQ(text(Engine::postgres, "a = :a AND b = :b", {{"a", 1}, {"b", "x"}}),
            "a = CAST(:a AS BIGINT) AND b = CAST(:b AS TEXT)");
}

TEST(QueryText, writes_null_as_a_literal) {
  EXPECT_EQ(text(Engine::postgres, "(:a IS NULL OR x = :a)", {{"a", nullptr}}), "(NULL IS NULL OR x = NULL)");
}

TEST(QueryText, leaves_strings_identifiers_and_casts_alone_and_drops_comments) {
  EXPECT_EQ(text(Engine::postgres, "SELECT ':a', \":b\", 'it''s :c', x::text -- :d\n/* :e ' */ FROM t", {}),
            "SELECT ':a', \":b\", 'it''s :c', x::text  \n  FROM t");
}

TEST(QueryText, a_value_without_parameter_and_a_parameter_without_value_are_bugs) {
  EXPECT_THROW(text(Engine::sqlite, "SELECT :a", {}), std::logic_error);
  EXPECT_THROW(text(Engine::sqlite, "SELECT 1", {{"a", 1}}), std::logic_error);
  EXPECT_THROW(text(Engine::sqlite, "SELECT :ab", {{"a", 1}}), std::logic_error);
}

TEST(QueryText, statements_differ_by_which_values_are_null) {
  const Query query{"test.q", "", ""};
  EXPECT_NE(statement_key(query, {{"a", nullptr}}), statement_key(query, {{"a", 1}}));
  EXPECT_EQ(statement_key(query, {{"a", 2}}), statement_key(query, {{"a", 1}}));
}

}  // namespace
}  // namespace opencarnet::platform
