// Chapters 1–3: the chamber issues, the telephone downloads and signs.
#include <fmt/format.h>

#include "base/time.h"
#include "crypto/jose.h"
#include "crypto/secrets.h"
#include "tour/cast.h"

namespace opencarnet::tour {
namespace {

json goods_of_the_band() {
  const std::vector<std::tuple<const char*, int, const char*, const char*, const char*>> goods{
      {"Digital mixing console Aurora 48, no. A48-2217", 1, "38.500", "12400.00", "GB"},
      {"Stage rack with 16 wireless receivers", 1, "41.000", "9800.00", "DE"},
      {"Electric guitar, sunburst, no. 88123", 1, "3.800", "2150.00", "US"},
      {"Bass guitar, no. B-5541", 1, "4.200", "1890.00", "JP"},
      {"Drum kit, five pieces, maple", 5, "46.000", "3400.00", "JP"},
      {"Keyboard stand and case", 2, "17.500", "420.00", "CH"},
      {"Synthesizer, no. SY-0097", 1, "12.300", "2990.00", "JP"},
      {"LED moving heads", 12, "132.000", "10800.00", "CN"},
      {"Lighting desk, no. LD-3301", 1, "14.200", "4100.00", "DE"},
      {"Truss elements 2 m", 8, "96.000", "1760.00", "AT"},
      {"Cable trunk", 3, "120.000", "900.00", "CH"},
      {"Spare loudspeaker cabinet", 1, "29.000", "1250.00", "GB"},
      {"Merchandise display stand", 1, "22.000", "310.00", "CH"}};
  json list = json::array();
  for (const auto& [description, pieces, weight, value, origin] : goods)
    list.push_back({{"item", list.size() + 1},
                    {"description", description},
                    {"pieces", pieces},
                    {"weight", weight},
                    {"weight_unit", "kg"},
                    {"value", value},
                    {"country_of_origin", origin}});
  return list;
}

void find_the_cast(Cast& cast) {
  Caller visitor("a visitor", cast.options.server, cast.event_ids);
  const auto demo = visitor.done("GET", "/demo.json");
  const auto account = [&](const std::string& role, const std::string& country) {
    for (const auto& known : demo.at("accounts"))
      if (known.at("role") == role && (country.empty() || known.value("country", "") == country)) return known;
    throw Failed(fmt::format("the demo world has no {} in {}", role, country));
  };
  const auto enter = [&](Caller& caller, const std::string& realm, const json& who) {
    caller.sign_in(realm, text(who, "email"), text(who, "password"));
  };
  enter(cast.officer_at_home, "customs", account("officer", "CH"));
  enter(cast.officer_abroad, "customs", account("officer", "DE"));
  enter(cast.operator_of_core, "core", account("operator_of_core", ""));
  for (const auto& client : demo.at("clients"))
    if (client.value("country", "") == "CH") {
      cast.chamber.take_token(text(client, "client_id"), text(client, "client_secret"));
      return;
    }
  throw Failed("the demo world has no client of a Swiss association");
}

void issue(Cast& cast) {
  cast.tell.chapter("The chamber issues a carnet",
                    "Thirteen items of a band on tour; the carnet guarantees their duties wherever they go.");
  const auto suffix = crypto::random_below(100'000'000);
  cast.number = fmt::format("CHTR{:08}", suffix);
  // The server's clock may have been moved; its own word on when a session ends tells its day well enough.
  const auto ends = parse_instant(text(cast.officer_at_home.session(), "expires_at")).value();
  const auto today = std::chrono::floor<date::days>(ends);
  auto draft = json{
      {"number", cast.number},
      {"type", "ata"},
      {"valid_until", to_text(add_months(Day{today}, 14))},
      {"currency", "CHF"},
      {"intended_use", "PE"},
      {"holder",
       {{"kind", "company"},
        {"name", "Edelweiss Sound AG"},
        {"email", "office@edelweiss-sound.example"},
        {"address", {{"street", "Langstrasse 12"}, {"postal_code", "8004"}, {"city", "Zürich"}, {"country", "CH"}}}}},
      {"territories", {"EU", "GB"}},
      {"sets", {{"exportation_re_importation", 2}, {"importation_re_exportation", 3}, {"transit", 2}}},
      {"general_list", goods_of_the_band()}};
  const auto created = cast.chamber.call("POST", "/api/nics/v1/drafts", draft);
  if (created.status != 201) throw Failed("create_draft: " + created.bytes);
  cast.carnet_id = created.body.at("carnet_id").get<std::int64_t>();
  const auto path = fmt::format("/api/nics/v1/drafts/{}", cast.carnet_id);
  const auto check = cast.chamber.done("POST", path + "/check");
  cast.tell.says("The chamber", fmt::format("drafts {} with a validity of fourteen months by mistake.", cast.number));
  cast.tell.refusal(check);
  if (check.at("ready") == true) throw Failed("a validity of fourteen months passed the check");

  cast.valid_until = to_text(add_months(Day{today}, 11));
  draft["valid_until"] = cast.valid_until;
  cast.chamber.done("PUT", path, draft, created.etag);
  const auto issued = cast.chamber.done("POST", path + "/issue");
  cast.pin = text(issued, "pin");
  cast.tell.says("The chamber", fmt::format("corrects it to {} and issues: ID {}, PIN {}.", cast.valid_until,
                                            cast.carnet_id, cast.pin));
  cast.tell.result("The PIN is shown this once; the system keeps only a password hash of it (C12).");
  cast.tell.refusal(cast.chamber.refused("carnet_already_issued", "PUT", path, draft, created.etag));
}

void download(Cast& cast) {
  cast.tell.chapter("The holder's telephone downloads it",
                    "The carnet leaves the server only encrypted to keys that were made on this telephone.");
  const auto email = fmt::format("vreni.{}@edelweiss-sound.example", crypto::random_below(1'000'000'000));
  const std::string password = "seven quiet mountains";
  cast.wallet.done("POST", "/api/wallet/v1/accounts",
                   {{"kind", "company"},
                    {"company", "Edelweiss Sound AG"},
                    {"given_names", "Vreni"},
                    {"surname", "Alpstein"},
                    {"email", email},
                    {"password", password},
                    {"phone", "+41 44 000 00 00"},
                    {"language", "de"},
                    {"address", {{"city", "Zürich"}, {"country", "CH"}}}});
  cast.wallet.sign_in("wallet", email, password);
  const auto challenge = cast.wallet.session().at("device_challenge").get<std::string>();
  cast.wallet.done("POST", "/api/wallet/v1/devices",
                   {{"name", "Vreni's telephone"},
                    {"signing_key", cast.signing_key.public_key().to_jwk()},
                    {"encryption_key", cast.encryption_key.public_key().to_jwk()},
                    {"proof", crypto::sign_jws(cast.signing_key, challenge)}});
  cast.tell.says("Vreni", "registers; her telephone makes two keys and proves that it has them.");
  const auto carnet = std::to_string(cast.carnet_id);
  cast.tell.says("Vreni", "mistypes the PIN once.");
  cast.tell.refusal(cast.wallet.refused("wrong_pin", "POST", "/api/wallet/v1/carnets/download",
                                        {{"carnet", carnet}, {"pin", "0000-0000-0000"}}));
  const auto sealed =
      cast.wallet.done("POST", "/api/wallet/v1/carnets/download", {{"carnet", carnet}, {"pin", cast.pin}});
  const auto opened = crypto::decrypt_jwe(cast.encryption_key, sealed.at("jwe").get<std::string>());
  if (!opened) throw Failed("the telephone could not open the sealed carnet");
  cast.carnet = json::parse(*opened);
  cast.tell.result(fmt::format(
      "{} items, {} {} in all, opened with the telephone's own key.", cast.carnet.at("totals").at("items").get<int>(),
      cast.carnet.at("totals").at("value").get<std::string>(), cast.carnet.at("currency").get<std::string>()));
  cast.live = std::make_unique<LiveEvents>(cast.wallet);
}

json journey() {
  return {{"nickname", "Autumn tour"},
          {"from_country", "CH"},
          {"to_country", "DE"},
          {"place", "Musikhalle, Berlin"},
          {"transits", {"DE"}},
          {"mode_of_transport", "land"},
          {"transport_details", "ZH 123 456"},
          {"packaging", "9 flight cases, marked EDELWEISS 1–9"},
          {"goods", "1-13"}};
}

void sign(Cast& cast) {
  cast.tell.chapter(
      "The holder signs the carnet",
      "Nothing is prepared, shown or shared before the holder has signed, once, with the telephone's key (T1).");
  cast.tell.says("Vreni", "tries to prepare a journey first.");
  cast.tell.refusal(cast.wallet.refused("holder_step_too_early", "POST", cast.at("/travels"), journey()));
  const auto signature = crypto::sign_jws(cast.signing_key, cast.carnet.at("to_sign").get<std::string>());
  cast.wallet.done("POST", cast.at("/signature"), {{"signature", signature}});
  cast.tell.says("Vreni", "signs the carnet; the server verifies the signature against her telephone's key.");
}

}  // namespace

void issue_and_download(Cast& cast) {
  find_the_cast(cast);
  issue(cast);
  download(cast);
  sign(cast);
}

}  // namespace opencarnet::tour
