// Chapters 4–5: the journey is prepared; Swiss customs validate, export, undo a mistake and shorten the list.
#include <fmt/format.h>

#include "documents/qr_image.h"
#include "tour/cast.h"

namespace opencarnet::tour {
namespace {

json journey(const std::string& goods) {
  return {{"nickname", "Autumn tour"},
          {"from_country", "CH"},
          {"to_country", "DE"},
          {"place", "Musikhalle, Berlin"},
          {"transits", {"DE"}},
          {"mode_of_transport", "land"},
          {"transport_details", "ZH 123 456"},
          {"packaging", "9 flight cases, marked EDELWEISS 1–9"},
          {"goods", goods}};
}

json prepare(Cast& cast) {
  cast.tell.chapter("The holder prepares Zürich → Berlin",
                    "Lorry to the border at Weil am Rhein, under transit to Berlin, admitted there for the concerts.");
  cast.tell.says("Vreni", "types the goods in a hurry: 5-2,,9x,21");
  cast.tell.refusal(cast.wallet.refused("range_part_empty", "POST", cast.at("/travels"), journey("5-2,,9x,21")));
  cast.tell.says("Vreni", "corrects: 1-13.");
  auto travel = cast.wallet.done("POST", cast.at("/travels"), journey("1-13"));
  std::string steps;
  for (const auto& declaration : travel.at("declarations"))
    steps += fmt::format("{}{} ({})", steps.empty() ? "" : " → ", declaration.at("type").get<std::string>(),
                         declaration.at("territory").get<std::string>());
  cast.tell.result("The system derives what must be declared: " + steps + " (T2)");
  const auto& left = travel.at("sets_left");
  cast.tell.result(fmt::format("Vouchers are reserved (T3); left: {} yellow, {} white, {} blue pairs.",
                               left.at("exportation_re_importation").get<int>(),
                               left.at("importation_re_exportation").get<int>(), left.at("transit").get<int>()));
  return travel;
}

void validate_and_export(Cast& cast, const json& travel) {
  cast.tell.chapter("Swiss customs at Zürich",
                    "The home office validates the carnet once and records the exportation; the holder shows a QR.");
  auto shown = cast.sign(Cast::declaration(travel, "exportation"));
  cast.tell.says("Vreni", "opens the exportation first. The officer scans it.");
  cast.scan(cast.officer_at_home, shown);
  cast.tell.refusal(cast.officer_at_home.refused("validation_missing", "POST",
                                                 "/api/customs/v1/declarations/" + shown.declaration_id + "/commit",
                                                 {{"step", "commit"}}));
  const auto validation = cast.sign(Cast::declaration(travel, "validation"));
  cast.tell.plain(documents::qr_terminal(validation.qr));
  cast.tell.says("Vreni's telephone", "shows this QR: the declaration's essence, signed by the system (X2),");
  cast.tell.says("", fmt::format("or, typed, carnet {} and code {}.", cast.carnet_id, validation.transaction_code));
  cast.cross(cast.officer_at_home, "The officer", validation, {{"step", "commit"}, {"goods_examined", true}},
             "validates the carnet.");

  const auto mistaken =
      cast.cross(cast.officer_at_home, "The officer", shown, {{"step", "commit"}, {"customs_reference", "24CH-0815"}},
                 "records the exportation of 1-13.");
  const auto transaction_id = mistaken.at("transactions").at(0).at("transaction_id").get<std::string>();
  cast.tell.says("The loader", "calls: item 13 stayed in Zürich. The officer asks for the cancellation code.");
  const auto cancel = "/api/customs/v1/transactions/" + transaction_id + "/cancel";
  cast.tell.refusal(
      cast.officer_at_home.refused("cancellation_code_wrong", "POST", cancel,
                                   {{"cancellation_code", "0000 0000 0000"}, {"reason", "Item 13 stayed"}}));
  const auto cancelled = cast.officer_at_home.done(
      "POST", cancel, {{"cancellation_code", shown.cancellation_code}, {"reason", "Item 13 stayed"}});
  cast.tell.says("The officer", "cancels with the holder's code; the record stays for ever, marked (X14).");
  cast.tell.places(cancelled.at("places"));

  const auto again = cast.wallet.done("GET", cast.at("/travels")).at("travels").at(0);
  const auto old_qr = shown.qr;
  shown = cast.sign(Cast::declaration(again, "exportation"));
  cast.tell.says("Vreni", "signs the exportation anew: new code, new QR. The officer scans the old one by mistake.");
  cast.tell.refusal(
      cast.officer_at_home.refused("declaration_replaced", "POST", "/api/customs/v1/scans", {{"qr", old_qr}}));

  cast.scan(cast.officer_at_home, shown);
  const auto path = "/api/customs/v1/declarations/" + shown.declaration_id;
  const auto opened = cast.officer_at_home.call("GET", path);
  cast.officer_at_home.done("PATCH", path, {{"goods", "1-12"}, {"remarks", "Item 13 is not on the lorry"}},
                            opened.etag);
  cast.tell.says("The officer", "shortens the list to 1-12; the holder sees the change (X15).");
  cast.cross(cast.officer_at_home, "The officer", shown, {{"step", "commit"}, {"customs_reference", "24CH-0816"}},
             "records the exportation.");
}

}  // namespace

void leave_home(Cast& cast) { validate_and_export(cast, prepare(cast)); }

}  // namespace opencarnet::tour
