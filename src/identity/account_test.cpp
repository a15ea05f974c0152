#include "identity/account.h"

#include <gtest/gtest.h>

namespace opencarnet::identity {
namespace {

using edge::Role;

TEST(Account, I1_every_role_belongs_to_one_realm) {
  EXPECT_TRUE(realm_admits("wallet", Role::holder));
  for (const Role role : {Role::officer, Role::controller, Role::regional_manager, Role::admin}) {
    EXPECT_TRUE(realm_admits("customs", role));
    EXPECT_FALSE(realm_admits("wallet", role));
    EXPECT_FALSE(realm_admits("core", role));
  }
  EXPECT_TRUE(realm_admits("core", Role::operator_of_core));
  EXPECT_FALSE(realm_admits("customs", Role::holder));
  EXPECT_FALSE(realm_admits("core", Role::nics_client));
  EXPECT_FALSE(realm_admits("anything", Role::holder));
}

TEST(Account, I5_scopes_are_a_list_with_blanks_between) {
  EXPECT_EQ(split_scopes(" nics  customs nics "), (std::vector<std::string>{"nics", "customs"}));
  EXPECT_TRUE(split_scopes("").empty());
  EXPECT_TRUE(split_scopes("   ").empty());
  EXPECT_EQ(join_scopes({"nics", "customs"}), "nics customs");
}

TEST(Account, Addresses_are_compared_without_case) {
  EXPECT_EQ(lower_case("Kavitch@Customs-XS.Example"), "kavitch@customs-xs.example");
}

}  // namespace
}  // namespace opencarnet::identity
