// S4 over several processes: a session that ended at one has ended at all of them.
#include "identity/identity.h"
#include "malice/answer.h"
#include "malice/server_process.h"
#include "support/journey.h"

namespace opencarnet::malice {
namespace {

using support::Client;

constexpr auto current = "/api/identity/v1/sessions/current";

struct SessionsOfTwo : support::OverHttp {
  static ServerProcess& second() { return second_process(GetParam()); }
  static int status_at(const std::string& url, const Client& client) {
    return ask_at(url, client, "GET", current).status;
  }

  // A live stream of this client at the second process, its head read.
  static http::RawSocket stream_of(const Client& client) {
    http::RawSocket socket{second().port()};
    std::string head = "GET /api/wallet/v1/events HTTP/1.1\r\nHost: " + second().url().substr(7) + "\r\n";
    for (const auto& [name, value] : client.credentials()) head += name + ": " + value + "\r\n";
    socket.say(head + "\r\n");
    EXPECT_NE(socket.hear("\r\n\r\n").find(" 200 "), std::string::npos);
    return socket;
  }
  void set_active(const std::string& account_id, bool active) {
    server().database().write([&](platform::Session& session) {
      const edge::Actor nobody;
      const auto now = platform::Clock{}.now();
      edge::Context context{nobody, now, {now, "tests", "", "", "", "127.0.0.1"}, &session, server().database()};
      EXPECT_TRUE(identity::set_active(context, account_id, active));
      return platform::Outcome::commit;
    });
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(SessionsOfTwo);

TEST_P(SessionsOfTwo, S4_a_disabled_account_has_no_session_anywhere_and_its_streams_end) {
  const auto telephone = server().fresh("holder", "CH", 8), tablet = server().fresh("holder", "CH", 8);
  auto stream = stream_of(tablet);
  EXPECT_EQ(status_at(server().url(), telephone), 200);
  EXPECT_EQ(status_at(second().url(), telephone), 200);
  set_active(telephone.session().at("account_id").get<std::string>(), false);
  for (const auto& url : {server().url(), second().url()})
    for (const auto* client : {&telephone, &tablet}) EXPECT_EQ(status_at(url, *client), 401) << client->name();
  EXPECT_TRUE(stream.hear("\r\n0\r\n\r\n", std::chrono::seconds{30}).ends_with("\r\n0\r\n\r\n"))
      << "the stream goes on";
  set_active(telephone.session().at("account_id").get<std::string>(), true);
  EXPECT_EQ(status_at(second().url(), telephone), 401) << "what ended does not come back";
}

TEST_P(SessionsOfTwo, S4_signing_out_at_one_process_ends_the_session_at_the_other) {
  auto officer = server().fresh("officer", "CH", 9);
  EXPECT_EQ(status_at(second().url(), officer), 200);
  EXPECT_EQ(ask_at(second().url(), officer, "DELETE", current).status, 204);
  EXPECT_EQ(status_at(server().url(), officer), 401);
}

// Session fixation: whatever cookie a browser brings, the one after the sign-in is new, and the old one has ended.
TEST_P(SessionsOfTwo, S4_signing_in_gives_a_new_session_and_ends_the_one_that_was_brought) {
  const auto before = server().fresh("officer", "CH", 9);
  const auto email = before.session().at("email").get<std::string>();
  const auto again = ask_at(second().url(), before, "POST", "/api/identity/v1/sessions",
                            {{"realm", "customs"}, {"email", email}, {"password", support::password_of_all}});
  ASSERT_EQ(again.status, 201) << again.bytes;
  const auto cookie = again.header("set-cookie");
  EXPECT_NE(cookie.substr(0, cookie.find(';')), before.credentials().at(0).second);
  EXPECT_EQ(status_at(server().url(), before), 401);
  for (const auto* made_up :
       {"__Host-session=ocs_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "__Host-session=", "session=x"}) {
    Client stranger{"a page", server().url()};
    EXPECT_EQ(stranger.send("GET", current, {}, {{"Cookie", made_up}}).status, 401) << made_up;
  }
}

}  // namespace
}  // namespace opencarnet::malice
