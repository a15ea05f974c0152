#include "base/csv.h"

#include <gtest/gtest.h>

namespace opencarnet {

TEST(Csv, reads_quotes_commas_and_line_breaks_as_rfc_4180_writes_them) {
  const auto table = Csv::parse(
      "\xEF\xBB\xBF"
      "code,name,note\r\nCH,\"Zürich, \"\"Flughafen\"\"\",\"two\nlines\"\r\n\r\nXS,Klow,\n");
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(table.at(0)["name"], "Zürich, \"Flughafen\"");
  EXPECT_EQ(table.at(0)["note"], "two\nlines");
  EXPECT_EQ(table.at(1)["code"], "XS");
  EXPECT_EQ(table.at(1)["note"], "");
}

TEST(Csv, takes_another_separator_and_a_last_line_without_end) {
  const auto table = Csv::parse("a;b\n1;x,y", ';');
  EXPECT_EQ(table.at(0)["b"], "x,y");
  EXPECT_EQ(table.at(0).number("a"), 1);
  EXPECT_TRUE(table.at(0).flag("a"));
}

TEST(Csv, refuses_rows_that_do_not_fit_the_header) {
  for (auto wrong : {"a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\"1,2\n", "a,a\n1,2\n"})
    EXPECT_THROW((void)Csv::parse(wrong), CsvFault) << wrong;
  const auto table = Csv::parse("a\nx\n");
  EXPECT_THROW((void)table.at(0)["b"], CsvFault);
  EXPECT_THROW((void)table.at(0).flag("a"), CsvFault);
  EXPECT_THROW((void)table.at(0).number("a"), CsvFault);
  EXPECT_THROW((void)Csv::read_file("/nowhere/at/all.csv"), CsvFault);
}

}  // namespace opencarnet
