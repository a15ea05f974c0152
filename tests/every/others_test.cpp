// S1, whole: for every operation of the contract stands here how the things of another tenant answer to it. An
// operation without a row fails, and so does a row without an operation.
#include <fmt/format.h>

#include "every/walk.h"
#include "support/unchanged.h"

namespace opencarnet::every {
namespace {

enum class Others {
  by_path,     // named in the address: WhoMay.S1_others_things_answer_like_things_that_do_not_exist walks it
  by_request,  // named in body or query: compared below with what names nothing
  own_list,    // lists one's own: searched below for another's
  none,        // names nothing of a tenant; why stands beside it
};

struct Row {
  Others others;
  const char* why;
};

const std::map<std::string, Row>& rows() {
  using enum Others;
  static const std::map<std::string, Row> all{
      {"core.list_events", {none, "the operator of the core reads the log of all tenants, and only the operator"}},
      {"core.set_clock", {none, "demo mode only; one clock"}},
      {"customs.cancel_transaction", {by_path, ""}},
      {"customs.commit_transaction", {by_path, ""}},
      {"customs.correct_declaration", {by_path, ""}},
      {"customs.get_carnet", {by_path, ""}},
      {"customs.get_history", {by_path, ""}},
      {"customs.list_offices", {own_list, ""}},
      {"customs.list_transactions", {own_list, ""}},
      {"customs.open_declaration", {by_path, ""}},
      {"customs.print_receipt", {by_path, ""}},
      {"customs.reject_declaration", {by_path, ""}},
      {"customs.scan_code", {by_request, ""}},
      {"identity.change_default_office", {by_request, ""}},
      {"identity.change_language", {none, "changes the account that asks"}},
      {"identity.get_session", {none, "describes the session that asks"}},
      {"identity.issue_token", {by_request, ""}},
      {"identity.sign_in", {by_request, ""}},
      {"identity.sign_out", {none, "ends the session that asks"}},
      {"nics.check_draft", {by_path, ""}},
      {"nics.create_draft", {none, "a carnet number is public and unique in the world (C1)"}},
      {"nics.get_carnet", {by_path, ""}},
      {"nics.issue_carnet", {by_path, ""}},
      {"nics.list_carnets", {own_list, ""}},
      {"nics.list_transactions", {own_list, ""}},
      {"nics.update_draft", {by_path, ""}},
      {"public.list_digital_countries", {none, "public"}},
      {"wallet.create_travel", {by_path, ""}},
      {"wallet.delete_travel", {by_path, ""}},
      {"wallet.download_carnet", {by_request, ""}},
      {"wallet.follow_events", {none, "follows the account that asks and the carnets it downloaded"}},
      {"wallet.get_carnet", {by_path, ""}},
      {"wallet.get_qr", {by_path, ""}},
      {"wallet.list_carnets", {own_list, ""}},
      {"wallet.list_history", {by_path, ""}},
      {"wallet.list_travels", {by_path, ""}},
      {"wallet.register_account", {none, "says that an address is taken (I2), slowed down by source and overall"}},
      {"wallet.register_device", {none, "binds the session that asks; another account's key is its own there"}},
      {"wallet.sign_carnet", {by_path, ""}},
      {"wallet.sign_declaration", {by_path, ""}},
      {"wallet.update_travel", {by_path, ""}},
      {"wallet.verify_transaction", {by_path, ""}}};
  return all;
}

const contract::Operation& operation_named(const std::string& name) {
  const auto* found = contract::Contract::built_in().find(name);
  if (found == nullptr) throw std::runtime_error("no operation " + name);
  return *found;
}

// Asks twice: with what another tenant has, and with what nobody has.
struct Pair {
  std::string operation, role, country;
  int number;
  json theirs, nobodys;
};

struct OtherTenants : support::OverHttp {
  const Ids& ids() { return existing(server()).ids; }
  std::string number() {
    const auto path = "/api/nics/v1/carnets/" + ids().at("carnet_id");
    return as("nics_client").done("GET", path).at("number").get<std::string>();
  }

  std::vector<Pair> pairs() {
    const std::string code(13, '0');
    const auto carnet = ids().at("carnet_id");
    const auto office = as("officer", "CH").session().at("office_id").get<std::string>();
    const auto scan = [&](const std::string& named) { return json{{"carnet", named}, {"transaction_code", code}}; };
    const auto at_office = [&](const std::string& named) {
      auto body = scan("999999999");
      body["office_id"] = named;
      return body;
    };
    const auto enter = [](const std::string& email) {
      return json{{"realm", "customs"}, {"email", email}, {"password", "not the passphrase"}};
    };
    return {{"customs.scan_code", "officer", "XS", 11, scan(carnet), scan("999999999")},
            {"customs.scan_code", "officer", "XS", 12, at_office(office), at_office("zzzzzzzzzzzzzzzzzzzz")},
            {"identity.change_default_office",
             "officer",
             "XS",
             0,
             {{"office_id", office}},
             {{"office_id", "zzzzzzzzzzzzzzzzzzzz"}}},
            {"identity.sign_in", "none", "", 0, enter("controller.ch.0@tests.example"),
             enter("nobody.at.all@tests.example")},
            {"wallet.download_carnet",
             "holder",
             "CH",
             1,
             {{"carnet", carnet}, {"pin", "0000-0000-0000"}},
             {{"carnet", "999999999"}, {"pin", "0000-0000-0000"}}}};
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(OtherTenants);

TEST(OtherTenantsRows, S1_every_operation_of_the_contract_says_how_others_things_answer) {
  std::set<std::string> said, known;
  for (const auto& [operation, row] : rows()) said.insert(operation);
  for (const auto& operation : contract::Contract::built_in().operations()) known.insert(operation->name);
  EXPECT_EQ(said, known) << "each operation needs a row in tests/every/others_test.cpp";
  for (const auto& [name, row] : rows()) {
    EXPECT_EQ(row.others == Others::by_path, !operation_named(name).path_parameters.empty()) << name;
    EXPECT_EQ(row.others == Others::none, *row.why != '\0') << name;
  }
}

TEST_P(OtherTenants, S1_what_is_named_in_a_request_answers_like_what_does_not_exist) {
  std::set<std::string> asked{"identity.issue_token"};  // a form; below
  static_cast<void>(as("controller", "CH"));
  for (const auto& [operation, role, country, number, theirs, nobodys] : pairs()) {
    auto& stranger = as(role, country, number);
    const auto& declared = operation_named(operation);
    const support::Unchanged database{server()};
    const auto one = stranger.call(declared.method, declared.path, theirs);
    const auto two = stranger.call(declared.method, declared.path, nobodys);
    EXPECT_GE(one.status, 400) << operation << one.bytes;
    EXPECT_EQ(one.status, two.status) << operation;
    EXPECT_EQ(one.bytes, two.bytes) << operation;
    asked.insert(operation);
  }
  for (const auto& [name, row] : rows()) EXPECT_EQ(row.others == Others::by_request, asked.contains(name)) << name;
}

TEST_P(OtherTenants, S1_a_wrong_secret_answers_like_an_unknown_machine) {
  static_cast<void>(as("nics_client", "CH", 0));
  const auto ask_token = [&](const std::string& client) {
    return as("none").send("POST", "/oauth/token",
                           "grant_type=client_credentials&client_secret=wrong&client_id=" + client,
                           {{"Content-Type", "application/x-www-form-urlencoded"}});
  };
  const auto one = ask_token("nics_client.ch.0"), two = ask_token("nobody");
  EXPECT_EQ(one.status, 401);
  EXPECT_EQ(one.status, two.status);
  EXPECT_EQ(one.bytes, two.bytes);
}

// Every list, with and without the filters that name another's things.
TEST_P(OtherTenants, S1_lists_hold_nothing_of_another_tenant) {
  const auto office = as("officer", "CH").session().at("office_id").get<std::string>();
  const std::string carnet = "carnet_id=" + ids().at("carnet_id"), no_carnet = "carnet_id=999999999";
  struct List {
    std::string operation, query, names_nothing;
  };
  std::set<std::string> walked;
  for (const auto& [name, query, names_nothing] :
       std::vector<List>{{"customs.list_transactions", "", ""},
                         {"customs.list_transactions", carnet, no_carnet},
                         {"customs.list_transactions", "office_id=" + office, "office_id=zzzzzzzzzzzzzzzzzzzz"},
                         {"customs.list_offices", "", ""},
                         {"nics.list_carnets", "", ""},
                         {"nics.list_carnets", "number=" + number(), "number=CHTA999999999"},
                         {"nics.list_transactions", "", ""},
                         {"nics.list_transactions", carnet, no_carnet},
                         {"wallet.list_carnets", "", ""}}) {
    const auto& operation = operation_named(name);
    const bool customs = operation.roles.contains("officer");
    auto& stranger = customs ? as("officer", "XS") : as(*operation.roles.begin(), "CH", 1);
    auto& owner = customs ? as("officer", "CH") : as(*operation.roles.begin(), "CH");
    const auto theirs = stranger.call("GET", operation.path + "?" + query);
    for (const auto& [kind, id] : ids()) {
      EXPECT_EQ(theirs.bytes.find("\"" + id + "\""), std::string::npos) << name << "?" << query << " shows a " << kind;
      EXPECT_EQ(theirs.bytes.find(":" + id + ","), std::string::npos) << name << "?" << query << " shows a " << kind;
    }
    EXPECT_EQ(theirs.bytes.find(office), std::string::npos) << name << "?" << query;
    EXPECT_EQ(theirs.bytes, stranger.call("GET", operation.path + "?" + names_nothing).bytes) << name << "?" << query;
    const auto own = owner.call("GET", operation.path + "?" + query);
    EXPECT_EQ(own.status, 200) << name << "?" << query << own.bytes;
    EXPECT_NE(own.bytes, theirs.bytes) << name << "?" << query << ": the owner sees no more than the stranger";
    walked.insert(name);
  }
  for (const auto& [name, row] : rows()) EXPECT_EQ(row.others == Others::own_list, walked.contains(name)) << name;
}

}  // namespace
}  // namespace opencarnet::every
