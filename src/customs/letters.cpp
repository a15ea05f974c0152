#include "customs/letters.h"

#include <fmt/format.h>

namespace opencarnet::customs {
namespace {

// What happened to the goods, as a sentence goes on after "Customs have".
std::string_view deed_of(carnet::TransactionType type) {
  using enum carnet::TransactionType;
  switch (type) {
    case validation:
      return "validated the carnet";
    case pre_exportation:
      return "cleared the goods for exportation";
    case exportation:
      return "recorded the exportation";
    case importation:
      return "recorded the importation";
    case re_exportation:
      return "recorded the re-exportation";
    case re_importation:
      return "recorded the re-importation";
    case transit_open:
      return "opened the transit";
    case transit_close:
      return "closed the transit";
  }
  return "";
}

std::string_view duty_of(carnet::TransactionType type) {
  using enum carnet::TransactionType;
  switch (type) {
    case exportation:
    case pre_exportation:
      return "Bring the goods home by this day: ";
    case importation:
      return "Take the goods out of the territory by this day: ";
    case transit_open:
      return "Present the goods at the office that closes the transit by this day: ";
    default:
      return "";
  }
}

}  // namespace

LetterText receipt_letter(const carnet::Transaction& it, const std::string& carnet_number, const carnet::Goods& listed,
                          const std::string& committed_at) {
  LetterText letter;
  letter.subject = fmt::format("Carnet {}: customs have {}", carnet_number, deed_of(it.type));
  letter.text = fmt::format("Customs have {}.\n\nCarnet: {}\nItems: {}\nOffice: {}\nTime: {}\n", deed_of(it.type),
                            carnet_number, carnet::to_text(it.goods, listed), it.office, committed_at);
  if (it.final_date && !duty_of(it.type).empty())
    letter.text += fmt::format("\n{}{}\n", duty_of(it.type), to_text(*it.final_date));
  if (!it.corrections.empty())
    letter.text += "\nCustoms changed the declaration before they committed it; the receipt says what was changed.\n";
  if (it.late) letter.text += "\nThe goods were presented late. The issuing association can tell you what follows.\n";
  letter.text += "\nThe receipt is attached: voucher and counterfoil, with the verification code.\n";
  return letter;
}

}  // namespace opencarnet::customs
