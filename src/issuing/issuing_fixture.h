// For this room's tests: the real directory, a Swiss, a German and a disabled association, and a draft that is fit.
#pragma once
#include <string>

#include <gtest/gtest.h>

#include "directory/directory_store.h"
#include "directory/reference_store.h"
#include "edge/problem.h"
#include "issuing/use_cases.h"
#include "platform/events.h"
#include "support/databases.h"

namespace opencarnet::issuing {

using nlohmann::json;

inline const Instant morning = *parse_instant("2026-01-10T08:00:00.000Z");

/// Thirteen numbers of a band on tour; everybody is invented.
inline json band_list(int items = 13) {
  json list = json::array();
  for (int item = 1; item <= items; ++item)
    list.push_back({{"item", item},
                    {"description", "Loudspeaker, serial number ES-" + std::to_string(1000 + item)},
                    {"pieces", 2},
                    {"weight", "12.500"},
                    {"weight_unit", "kg"},
                    {"value", "150.05"},
                    {"country_of_origin", "GB"}});
  return list;
}

inline json band_on_tour(const std::string& number = "CHTA00000901") {
  return {
      {"number", number},
      {"type", "ata"},
      {"valid_until", "2027-01-09"},
      {"currency", "CHF"},
      {"intended_use", "PE"},
      {"holder",
       {{"kind", "company"},
        {"name", "Edelweiss Sound AG"},
        {"address", {{"street", "Langstrasse 12"}, {"postal_code", "8004"}, {"city", "Zürich"}, {"country", "CH"}}}}},
      {"territories", {"EU", "GB"}},
      {"sets", {{"exportation_re_importation", 2}, {"importation_re_exportation", 3}, {"transit", 2}}},
      {"general_list", band_list()}};
}

class IssuingFixture : public support::BothEngines {
 public:
  void SetUp() override {
    needs.pin_cost = crypto::cheapest_password_cost;
    chamber.role = edge::Role::nics_client;
    chamber.account_id = "nics-nga-ch";
    chamber.tenant_id = "NGA-CH";
    chamber.country = "CH";
    other = chamber;
    other.account_id = "nics-nga-de";
    other.tenant_id = "NGA-DE";
    other.country = "DE";
    database().write([&](platform::Session& session) {
      directory::load_reference(session, OPENCARNET_DB_FOLDER "/reference");
      return platform::Outcome::commit;
    });
  }

  /// As the edge opens it for Work::write; a refusal rolls back.
  template <class Work>
  auto in_write(const edge::Actor& actor, Work work) {
    std::optional<decltype(work(std::declval<edge::Context&>()))> result;
    database().write([&](platform::Session& session) {
      auto context = context_of(actor, &session);
      result = work(context);
      return *result ? platform::Outcome::commit : platform::Outcome::roll_back;
    });
    return *std::move(result);
  }
  /// As for Work::read; what was audited is in `audited`.
  Result<edge::Answer> in_read(const edge::Actor& actor, const edge::Handler& handler, const edge::Input& input) {
    Result<edge::Answer> result;
    database().read([&](platform::Session& session) {
      audited.clear();
      auto context = context_of(actor, &session);
      context.audited = &audited;
      result = handler(context, input);
    });
    return result;
  }
  edge::Context context_of(const edge::Actor& actor, platform::Session* session) {
    edge::Context context{actor,
                          now,
                          {now, "request-1", "nics.test", actor.account_id, actor.tenant_id, "192.0.2.1"},
                          session,
                          database()};
    return context;
  }

  static edge::Input input_of(carnet::CarnetId carnet_id, json body = nullptr, std::string if_match = "") {
    edge::Input input;
    input.body = std::move(body);
    input.path["carnet_id"] = std::to_string(carnet_id);
    input.if_match = std::move(if_match);
    return input;
  }
  static edge::Input page(std::map<std::string, std::string> query) {
    edge::Input input;
    input.query = std::move(query);
    input.query.emplace("limit", "50");
    return input;
  }

  Result<edge::Answer> create(const json& body, const edge::Actor& actor) {
    edge::Input input;
    input.body = body;
    return in_write(actor, [&](edge::Context& context) { return create_draft(context, input); });
  }
  carnet::CarnetId drafted(const json& body) {
    return create(body, chamber).value().body.at("carnet_id").get<carnet::CarnetId>();
  }
  Result<edge::Answer> update(carnet::CarnetId carnet_id, const json& body, const std::string& if_match,
                              const edge::Actor& actor) {
    return in_write(actor,
                    [&](edge::Context& context) { return update_draft(context, input_of(carnet_id, body, if_match)); });
  }
  Result<edge::Answer> check(carnet::CarnetId carnet_id, const edge::Actor& actor) {
    return in_read(actor, check_draft, input_of(carnet_id));
  }
  Result<edge::Answer> issue(carnet::CarnetId carnet_id, const edge::Actor& actor) {
    auto context = context_of(actor, nullptr);
    return issue_carnet(context, input_of(carnet_id), needs);
  }
  Result<edge::Answer> get(carnet::CarnetId carnet_id, const edge::Actor& actor) {
    return in_read(actor, get_carnet, input_of(carnet_id));
  }

  std::vector<platform::StoredEvent> events_of_carnet(carnet::CarnetId carnet_id) {
    std::vector<platform::StoredEvent> events;
    database().read([&](platform::Session& session) {
      events = platform::events_of(session, "carnet:" + std::to_string(carnet_id), 0, 100);
    });
    return events;
  }
  void sql(const std::string& text) {
    database().write([&](platform::Session& session) {
      session.script(text);
      return platform::Outcome::commit;
    });
  }
  std::vector<platform::Row> rows(const std::string& text) {
    std::vector<platform::Row> found;
    database().read([&](platform::Session& session) { found = session.all(platform::Query{text, text, text}); });
    return found;
  }

  /// A row of the customs room's, as a commit leaves it.
  void committed(carnet::CarnetId carnet_id, int sequence, const std::string& type, const std::string& at,
                 const json& more = json::object());

  static Code code_of(const Result<edge::Answer>& result) { return result.error().code; }

  Dependencies needs;
  edge::Actor chamber, other;
  Instant now = morning;
  std::vector<platform::AuditEntry> audited;
};

}  // namespace opencarnet::issuing
