// The routes behind the real edge: roles and addresses of the contract.
#include "customs/customs_fixture.h"
#include "edge/edge.h"
#include "platform/clock.h"

namespace opencarnet::customs {

struct CustomsRoutes : CustomsFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(CustomsRoutes);

TEST_P(CustomsRoutes, every_operation_of_the_contract_is_served_to_the_roles_it_names) {
  const platform::Clock clock;
  const edge::Edge edge(
      {}, contract::Contract::built_in(), database(), clock, routes(*dependencies),
      [](platform::Session&, std::string_view, Instant) { return std::nullopt; }, {}, nullptr);
  for (const auto& operation : edge.unserved()) EXPECT_FALSE(operation.starts_with("customs.")) << operation;
}

TEST_P(CustomsRoutes, V7_each_operation_leaves_its_audit_row) {
  validate();
  const auto shown = sign(carnet::TransactionType::exportation, "CH", "1-4");
  ASSERT_TRUE(scan(zurich, shown));
  const std::map<std::string, std::string> at{{"declaration_id", shown.declaration_id}};
  ASSERT_TRUE(open(zurich, shown));
  ASSERT_TRUE(call("correct_declaration", zurich, {{"remarks", "Seen"}}, at, "1.0"));
  const auto committed = commit(zurich, shown);
  ASSERT_TRUE(committed);
  const std::map<std::string, std::string> transaction{{"transaction_id", transaction_in(committed->body)}};
  ASSERT_TRUE(call("print_receipt", zurich, {}, transaction));
  ASSERT_TRUE(cancel(zurich, transaction_in(committed->body), shown.cancellation_code));
  ASSERT_TRUE(call("get_carnet", zurich, {}, {{"carnet_id", "768255"}}));
  ASSERT_TRUE(call("get_history", zurich, {}, {{"carnet_id", "768255"}}));
  edge::Input input;
  input.query["limit"] = "50";
  ASSERT_TRUE(send("list_transactions", zurich, input));
  const auto again = sign_again(shown);
  ASSERT_TRUE(scan(zurich, again));
  ASSERT_TRUE(call("reject_declaration", zurich, {{"reason", "No"}}, at));
  for (const auto& route : routes(*dependencies)) {
    if (route.operation == "customs.list_offices") continue;  // tells of no carnet
    EXPECT_GE(count("audit WHERE subject = 'carnet:768255' AND action = '" + route.operation + "'"), 1)
        << route.operation;
  }
}

}  // namespace opencarnet::customs
