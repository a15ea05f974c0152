#include "carnet/codes.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;

}  // namespace

TEST(Codes, X1_have_13_14_and_12_characters_of_an_alphabet_without_look_alikes) {
  std::vector<unsigned char> random(256);
  std::iota(random.begin(), random.end(), static_cast<unsigned char>(0));
  std::set<char> used;
  for (std::size_t from = 0; from + 14 <= random.size(); ++from) {
    const std::span<const unsigned char> bytes(random.data() + from, 14);
    EXPECT_EQ(make_code(CodeKind::transaction, bytes).size(), 13U);
    EXPECT_EQ(make_code(CodeKind::cancellation, bytes).size(), 12U);
    const auto code = make_code(CodeKind::verification, bytes);
    EXPECT_EQ(code.size(), 14U);
    used.insert(code.begin(), code.end());
  }
  EXPECT_EQ(used.size(), 32U) << "5 bits a character, so 60 bits in the shortest";
  for (char lookalike : {'O', 'I', 'L', 'U'}) EXPECT_FALSE(used.contains(lookalike));
  EXPECT_THROW((void)make_code(CodeKind::transaction, std::span<const unsigned char>(random.data(), 12)),
               std::invalid_argument);
}

TEST(Codes, X1_are_typed_in_any_case_with_spaces_and_dashes) {
  for (auto typed :
       {"A5C1E9FHAXRANP", "a5c1 e9fh-axra np", " A5C1-E9FH-AXRA-NP ", "A5Cl E9FH AXRA NP", "A5CIE9FHAXRANP"})
    EXPECT_EQ(normalise_code(CodeKind::verification, typed).value(), "A5C1E9FHAXRANP") << typed;
  EXPECT_EQ(normalise_code(CodeKind::cancellation, "oooo oooo oooo").value(), "000000000000");
  EXPECT_EQ(grouped("A5C1E9FHAXRANP"), "A5C1 E9FH AXRA NP");
  for (auto wrong : {"", "A5C1E9FHAXRAN", "A5C1E9FHAXRANPP", "A5C1E9FHAXRAN!", "A5C1E9FHAXRANU", "А5C1E9FHAXRANP"})
    EXPECT_EQ(said(normalise_code(CodeKind::verification, wrong)), "code_malformed X1") << wrong;
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
