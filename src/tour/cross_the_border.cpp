// Chapter 6: transit from the border to Berlin, importation there, and a second use that is refused.
#include <fmt/format.h>

#include "tour/cast.h"

namespace opencarnet::tour {

void cross_the_border(Cast& cast) {
  cast.tell.chapter("German customs: transit to Berlin, then admission",
                    "Blue vouchers from the border office to the inland office, a white one for the stay.");
  auto travel = cast.wallet.call("GET", cast.at("/travels")).body.at("travels").at(0);
  auto shorter = json{{"nickname", "Autumn tour"},
                      {"from_country", "CH"},
                      {"to_country", "DE"},
                      {"place", "Musikhalle, Berlin"},
                      {"transits", {"DE"}},
                      {"mode_of_transport", "land"},
                      {"transport_details", "ZH 123 456"},
                      {"packaging", "9 flight cases, marked EDELWEISS 1–9"},
                      {"goods", "1-12"}};
  travel = cast.wallet.done("PUT", "/api/wallet/v1/travels/" + travel.at("travel_id").get<std::string>(), shorter,
                            "\"" + travel.at("version").get<std::string>() + "\"");
  cast.tell.says("Vreni", "shortens the rest of her journey to 1-12 on the telephone, still in Zürich.");

  const auto open = cast.sign(Cast::declaration(travel, "transit_open"));
  cast.scan(cast.officer_abroad, open);
  const auto opened = cast.officer_abroad.call("GET", "/api/customs/v1/declarations/" + open.declaration_id);
  cast.tell.says("Weil am Rhein", "sees item 13 after all and wants to add it.");
  cast.tell.refusal(cast.officer_abroad.refused("correction_adds_goods", "PATCH",
                                                "/api/customs/v1/declarations/" + open.declaration_id,
                                                {{"goods", "1-13"}}, opened.etag));
  cast.cross(cast.officer_abroad, "Weil am Rhein", open, {{"step", "commit"}, {"seals", "DE 4711, DE 4712"}},
             "opens the transit and seals the lorry.");
  const auto close = cast.sign(Cast::declaration(travel, "transit_close"));
  cast.cross(cast.officer_abroad, "Berlin", close, {{"step", "commit"}, {"seals_intact", true}},
             "finds the seals intact and closes the transit.");
  const auto import = cast.sign(Cast::declaration(travel, "importation"));
  cast.scan(cast.officer_abroad, import);
  const auto path = "/api/customs/v1/declarations/" + import.declaration_id + "/commit";
  cast.tell.says("Berlin", "types a final date after the carnet's validity.");
  cast.tell.refusal(cast.officer_abroad.refused("final_date_after_validity", "POST", path,
                                                {{"step", "commit"}, {"final_date", "2099-12-31"}}));
  const json statement{{"step", "commit"}, {"place_of_use", "Musikhalle, Berlin"}, {"goods_examined", true}};
  cast.cross(cast.officer_abroad, "Berlin", import, statement, "admits items 1-12 until the carnet's last day.");

  cast.tell.says("Another officer", "scans the same voucher and presses Commit once more.");
  cast.tell.refusal(cast.officer_abroad.refused("declaration_already_committed", "POST", path, statement));
}

}  // namespace opencarnet::tour
