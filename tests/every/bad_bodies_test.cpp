// Every operation × everything that can be wrong with a request's form: refused with the right code at the right place,
// and the database is as it was. Derived from the contract's schemas.
#include "every/walk.h"
#include "http/raw_socket.h"
#include "support/digest.h"

namespace opencarnet::every {
namespace {

struct BadBodies : support::OverHttp {
  static std::string role_for(const Operation& operation) {
    return operation.roles.contains("none") ? "none" : *operation.roles.begin();
  }
  static Ids ids_for(const Operation& operation) {
    return operation.path_parameters.empty() ? Ids{} : existing(server()).ids;
  }
  /// Runs `walk` for each operation that takes a body of this kind; whatever it does must change nothing.
  template <class Walk>
  void each(Walk walk) {
    const auto before = support::digest_of(server().database());
    for (const auto* operation : served(server())) {
      if (operation->body == contract::BodyKind::none) continue;
      const auto ids = ids_for(*operation);
      walk(*operation, as(role_for(*operation)), ids);
    }
    EXPECT_EQ(support::difference(before, support::digest_of(server().database())), "");
  }
  void SetUp() override {  // the world is made before anything is compared
    for (const auto* operation : served(server())) {
      static_cast<void>(ids_for(*operation));
      static_cast<void>(as(role_for(*operation)));
    }
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(BadBodies);

std::string said(const Operation& operation, const Reply& reply) {
  return operation.name + " → " + std::to_string(reply.status) + " " + reply.bytes.substr(0, 1500);
}

TEST_P(BadBodies, malformed_json_is_refused_with_its_place) {
  each([](const Operation& operation, Client& client, const Ids& ids) {
    if (operation.body != contract::BodyKind::json) return;
    for (const auto* text : {"{\"a\": ", "", "{'a': 1}", "{\"a\": 1,}", "[1, 2", "nonsense", "{\"a\": 01}",
                             "{\"a\": NaN}", "{\"a\": \"\xff\"}", "{} {}"}) {
      if (std::string(text).empty() && !operation.body_required) continue;
      const auto reply = ask(client, operation, ids, {text, "application/json"});
      EXPECT_EQ(reply.status, 400) << text << " " << said(operation, reply);
      EXPECT_EQ(reply.code(), "malformed_json") << text << " " << said(operation, reply);
    }
    EXPECT_EQ(ask(client, operation, ids, {R"({"a": 1, "a": 2})", "application/json"}).code(), "repeated_key");
  });
}

TEST_P(BadBodies, another_content_type_is_refused) {
  each([](const Operation& operation, Client& client, const Ids& ids) {
    for (const auto* media : {"text/plain", "application/xml", "multipart/form-data; boundary=x",
                              "application/json; charset=utf-16", "application/jsonp"}) {
      const auto reply = ask(client, operation, ids, {example_body(operation).text, media});
      EXPECT_EQ(reply.status, 415) << media << " " << said(operation, reply);
      EXPECT_EQ(reply.code(), "unsupported_media_type") << media << " " << said(operation, reply);
    }
  });
}

TEST_P(BadBodies, every_field_of_another_form_is_named) {
  std::size_t count = 0;
  each([&](const Operation& operation, Client& client, const Ids& ids) {
    for (const auto& [what, pointer, code, body] : spoiled_bodies(operation)) {
      const auto reply = ask(client, operation, ids, {body.dump(), "application/json"});
      const auto words = what + " at " + pointer + ": " + said(operation, reply);
      EXPECT_EQ(reply.status, 422) << words;
      EXPECT_EQ(reply.code(), "field_errors") << words;
      const auto named = reply.code_at(pointer);
      EXPECT_FALSE(named.empty()) << words;
      if (!code.empty()) {
        EXPECT_EQ(named, code) << words;
      }
      ++count;
    }
  });
  RecordProperty("bodies", static_cast<int>(count));
}

TEST_P(BadBodies, S6_a_document_nested_too_deeply_is_refused) {
  each([](const Operation& operation, Client& client, const Ids& ids) {
    if (operation.body != contract::BodyKind::json) return;
    std::string objects;
    for (int i = 0; i < 50'000; ++i) objects += "{\"a\":";
    for (const auto& bomb : {std::string(100'000, '['), std::string(33, '[') + std::string(33, ']'), objects}) {
      const auto reply = ask(client, operation, ids, {bomb, "application/json"});
      EXPECT_EQ(reply.code(), "nested_too_deeply") << said(operation, reply);
    }
  });
}

// S6: said in the head, refused before the body is read; and a chunked body that never says its size.
TEST_P(BadBodies, S6_a_body_over_its_size_is_refused_before_it_is_read) {
  each([](const Operation& operation, Client& client, const Ids& ids) {
    const auto host = client.server().substr(7);
    std::string head = operation.method + " " + address(operation, ids) + " HTTP/1.1\r\nHost: " + host + "\r\n";
    for (const auto& [name, value] : client.credentials()) head += name + ": " + value + "\r\n";
    head += "Content-Type: " + *operation.body_media.begin() + "\r\n";
    const auto over = operation.max_body + 1;
    for (const auto& end :
         {"Content-Length: " + std::to_string(over) + "\r\n\r\n{", std::string{"Content-Length: 31457280\r\n\r\n"},
          std::string{"Transfer-Encoding: chunked\r\n\r\nffffffff\r\n{"}}) {
      http::RawSocket socket{server().port()};
      socket.say(head + end);
      const auto answer = socket.hear_answer();
      EXPECT_NE(answer.find(" 413 "), std::string::npos) << operation.name << " " << end << " → " << answer;
      EXPECT_NE(answer.find("_too_large"), std::string::npos) << operation.name << " → " << answer;
    }
  });
}

TEST_P(BadBodies, unknown_and_malformed_query_values_are_named) {
  const auto before = support::digest_of(server().database());
  for (const auto* operation : served(server())) {
    const auto ids = ids_for(*operation);
    if (operation->method != "GET") continue;
    auto& client = as(role_for(*operation));
    const auto path = address(*operation, ids);
    auto reply = client.send("GET", path + "?field_of_a_test=1");
    EXPECT_EQ(reply.code_at("/query/field_of_a_test"), "unknown_field") << said(*operation, reply);
    for (const auto& [name, parameter] : operation->query_parameters)
      for (const auto* value : {"1,000", "%ff", "-1", "1e3", "%00", "'", "999999999999999999999"}) {
        if (parameter.schema.check(parameter.schema.converted(value))) continue;
        reply = client.send("GET", path + "?" + name + "=" + value);
        EXPECT_FALSE(reply.code_at("/query/" + name).empty()) << name << "=" << value << " " << said(*operation, reply);
      }
  }
  EXPECT_EQ(support::difference(before, support::digest_of(server().database())), "");
}

// Else a database would be asked to keep them, and call it a fault.
TEST_P(BadBodies, bytes_that_are_no_text_are_refused_in_queries_and_forms) {
  for (const auto* operation : served(server())) {
    auto& client = as(role_for(*operation));
    if (operation->method == "GET")
      for (const auto& [name, parameter] : operation->query_parameters) {
        const auto reply = client.send("GET", address(*operation, ids_for(*operation)) + "?" + name + "=%FF");
        EXPECT_FALSE(reply.code_at("/query/" + name).empty()) << name << " " << said(*operation, reply);
      }
    if (operation->body != contract::BodyKind::form) continue;
    const auto reply = ask(client, *operation, {}, {"grant_type=%FF", "application/x-www-form-urlencoded"});
    EXPECT_EQ(reply.code(), "malformed_json") << said(*operation, reply);
  }
}

}  // namespace
}  // namespace opencarnet::every
