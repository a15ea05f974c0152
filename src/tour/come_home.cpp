// Chapter 7: home again in two consignments; one item was sold in Berlin and its duty paid.
#include <fmt/format.h>

#include "tour/cast.h"

namespace opencarnet::tour {
namespace {

json travel_home(const std::string& name, const std::string& goods) {
  return {{"nickname", name},  {"from_country", "DE"},        {"to_country", "CH"},
          {"place", "Zürich"}, {"mode_of_transport", "land"}, {"transport_details", "ZH 123 456"},
          {"goods", goods}};
}

}  // namespace

void come_home(Cast& cast) {
  cast.tell.chapter("Home in two consignments, and one item stays",
                    "Six items return early; later the rest, without the loudspeaker that was sold with duty paid.");
  cast.tell.says("Vreni", "asks for a journey from Germany to France first.");
  cast.tell.refusal(cast.wallet.refused("no_travel_within_territory", "POST", cast.at("/travels"),
                                        {{"from_country", "DE"}, {"to_country", "FR"}, {"goods", "1-6"}}));
  const auto early = cast.wallet.done("POST", cast.at("/travels"), travel_home("First lorry", "1-6"));
  cast.cross(cast.officer_abroad, "Berlin", cast.sign(Cast::declaration(early, "re_exportation")), {{"step", "commit"}},
             "records the re-exportation of 1-6.");
  cast.cross(cast.officer_at_home, "Zürich", cast.sign(Cast::declaration(early, "re_importation")),
             {{"step", "commit"}}, "records their re-importation.");

  cast.tell.says("Vreni", "wants to take item 1 home a second time.");
  cast.tell.refusal(
      cast.wallet.refused("goods_not_open_in_territory", "POST", cast.at("/travels"), travel_home("Again", "1, 7")));

  auto content = travel_home("Second lorry", "7-11");
  content["not_re_exported"] = "12";
  const auto late = cast.wallet.done("POST", cast.at("/travels"), content);
  cast.cross(cast.officer_abroad, "Berlin", cast.sign(Cast::declaration(late, "re_exportation")),
             {{"step", "commit"},
              {"not_re_exported",
               {{{"goods", "12"}, {"action", "duty_paid"}, {"remark", "sold, duty paid, receipt DE-99812"}}}}},
             "records 7-11 and that 12 was sold with its duty paid: discharged, not to be claimed (R4).");
  const auto last = cast.cross(cast.officer_at_home, "Zürich", cast.sign(Cast::declaration(late, "re_importation")),
                               {{"step", "commit"}}, "records the last re-importation.");

  const auto verification = last.at("verification_code").get<std::string>();
  const auto declaration = Cast::declaration(late, "re_importation").at("declaration_id").get<std::string>();
  const auto check = "/api/wallet/v1/declarations/" + declaration + "/verification";
  cast.tell.refusal(
      cast.wallet.refused("verification_code_wrong", "POST", check, {{"verification_code", "0000-0000-0000-00"}}));
  cast.wallet.done("POST", check, {{"verification_code", verification}});
  cast.tell.says("Vreni's telephone", fmt::format("checks the officer's verification code {}: genuine.", verification));

  const auto transaction = last.at("transactions").at(0).at("transaction_id").get<std::string>();
  const auto receipt = cast.officer_at_home.call("GET", "/api/customs/v1/transactions/" + transaction + "/receipt");
  if (receipt.status != 200 || !receipt.bytes.starts_with("%PDF-"))
    throw Failed("no receipt: " + receipt.bytes.substr(0, 300));
  std::FILE* file = std::fopen(cast.options.receipt_path.c_str(), "wb");
  if (file == nullptr) throw Failed("cannot write " + cast.options.receipt_path);
  const bool whole = std::fwrite(receipt.bytes.data(), 1, receipt.bytes.size(), file) == receipt.bytes.size();
  if (std::fclose(file) != 0 || !whole) throw Failed("cannot write " + cast.options.receipt_path);
  cast.tell.result(
      fmt::format("Voucher and counterfoil as PDF: {} ({} bytes).", cast.options.receipt_path, receipt.bytes.size()));
}

}  // namespace opencarnet::tour
