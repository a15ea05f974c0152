#include "customs/letters.h"

#include "edge/texts.h"

namespace opencarnet::customs {
namespace {

// Goods that went out or came in for a time must go back by the final date.
bool binds(carnet::TransactionType type) {
  using enum carnet::TransactionType;
  return type == exportation || type == pre_exportation || type == importation || type == transit_open;
}

}  // namespace

LetterText receipt_letter(const carnet::Transaction& it, const std::string& carnet_number, const carnet::Goods& listed,
                          const std::string& committed_at, const std::string& language) {
  const Params params{{"type", std::string(carnet::to_text(it.type))},
                      {"number", carnet_number},
                      {"items", carnet::to_text(it.goods, listed)},
                      {"office", it.office},
                      {"time", committed_at},
                      {"until", it.final_date ? to_text(*it.final_date) : std::string{}}};
  const auto said = [&](const std::string& part) {
    return edge::Texts::built_in().message("letter.receipt." + part, params, language);
  };
  LetterText letter;
  letter.subject = said("subject");
  letter.text = said("deed") + "\n\n" + said("facts") + "\n";
  if (it.final_date && binds(it.type)) letter.text += "\n" + said("duty") + "\n";
  if (!it.corrections.empty()) letter.text += "\n" + said("corrected") + "\n";
  if (it.late) letter.text += "\n" + said("late") + "\n";
  letter.text += "\n" + said("attached") + "\n";
  return letter;
}

}  // namespace opencarnet::customs
