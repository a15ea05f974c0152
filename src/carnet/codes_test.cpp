#include "carnet/codes.h"

#include <gtest/gtest.h>

#include "base/code_text.h"
#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;

}  // namespace

TEST(Codes, X1_have_13_14_and_12_characters_of_an_alphabet_without_look_alikes) {
  EXPECT_EQ(code_length(CodeKind::transaction), 13U);
  EXPECT_EQ(code_length(CodeKind::verification), 14U);
  EXPECT_EQ(code_length(CodeKind::cancellation), 12U);
  EXPECT_EQ(code_alphabet.size(), 32U) << "5 bits a character, so 60 bits in the shortest";
  for (char lookalike : {'O', 'I', 'L', 'U'}) EXPECT_EQ(code_alphabet.find(lookalike), std::string_view::npos);
}

TEST(Codes, X1_are_typed_in_any_case_with_spaces_and_dashes) {
  for (auto typed :
       {"A5C1E9FHAXRANP", "a5c1 e9fh-axra np", " A5C1-E9FH-AXRA-NP ", "A5Cl E9FH AXRA NP", "A5CIE9FHAXRANP"})
    EXPECT_EQ(read_code(CodeKind::verification, typed).value(), "A5C1E9FHAXRANP") << typed;
  EXPECT_EQ(read_code(CodeKind::cancellation, "oooo oooo oooo").value(), "000000000000");
  for (auto wrong : {"", "A5C1E9FHAXRAN", "A5C1E9FHAXRANPP", "A5C1E9FHAXRAN!", "А5C1E9FHAXRANP"}) {
    const auto refused = read_code(CodeKind::verification, wrong);
    EXPECT_EQ(said(refused), "code_malformed X1") << wrong;
    EXPECT_EQ(refused.error().params.count("text"), 0U) << "what was typed is not repeated";
  }
}

TEST(Codes, X2_the_essence_changes_with_every_fact_an_officer_relies_on) {
  ALife life{a_carnet()};
  auto declaration = life.declare(TransactionType::importation, "DE", "1-4, 7");
  const auto essence = essence_of(life.carnet, declaration, "PNH4CHCP4W45Y", "CH_LI", "EU").value();
  EXPECT_EQ(essence.carnet_id, 768255);
  EXPECT_EQ(essence.carnet_number, "CHTA00000901");
  EXPECT_EQ(essence.goods_ranges, "1-4, 7");
  EXPECT_EQ(essence.valid_until, life.carnet.valid_until);
  auto other = declaration;
  other.declared.goods = life.goods("1-4");
  EXPECT_NE(essence_of(life.carnet, other, "PNH4CHCP4W45Y", "CH_LI", "EU").value(), essence);
  other = declaration;
  other.type = TransactionType::transit_open;
  EXPECT_NE(essence_of(life.carnet, other, "PNH4CHCP4W45Y", "CH_LI", "EU").value(), essence);
  EXPECT_NE(essence_of(life.carnet, declaration, "PNH4CHCP4W45Z", "CH_LI", "EU").value(), essence);
  declaration.signed_at.reset();
  EXPECT_EQ(said(essence_of(life.carnet, declaration, "PNH4CHCP4W45Y", "CH_LI", "EU")), "declaration_not_signed T1");
}

}  // namespace opencarnet::carnet
