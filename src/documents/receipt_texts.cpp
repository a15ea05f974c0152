#include "documents/receipt_texts.h"

#include <stdexcept>

namespace opencarnet::documents {
namespace {

constexpr Colour yellow{1.0, 0.93, 0.55}, yellow_ink{0.55, 0.42, 0.0};
constexpr Colour white{1.0, 1.0, 1.0}, white_ink{0.25, 0.25, 0.28};
constexpr Colour blue{0.78, 0.89, 0.98}, blue_ink{0.07, 0.33, 0.58};
constexpr Colour green{0.79, 0.93, 0.80}, green_ink{0.06, 0.40, 0.20};

constexpr ReceiptTexts validation{
    .title = "Validation",
    .title_french = "Validation du carnet",
    .declaration =
        "I, duly authorised, present this carnet for validation and confirm that the goods enumerated in "
        "its General List are those listed here and that the information given is true and complete.",
    .cleared =
        "The goods of the General List have been examined and the carnet is valid for use. Identification "
        "marks have been affixed as mentioned in the list.",
    .final_date_label = "",
    .paper = green,
    .ink = green_ink};
constexpr ReceiptTexts pre_exportation{
    .title = "Pre-exportation",
    .title_french = "Pr\u00e9-exportation",
    .declaration =
        "I, duly authorised, declare that I am exporting the goods enumerated in the list below, undertake "
        "to re-import them within the period laid down by the customs office or to regularise their status, "
        "and confirm that the information given is true and complete.",
    .cleared =
        "The goods referred to in the declaration have been cleared for exportation; they have not yet left "
        "the customs territory.",
    .final_date_label = "Final date for duty-free re-importation",
    .paper = yellow,
    .ink = yellow_ink};
constexpr ReceiptTexts exportation{.title = "Exportation",
                                   .title_french = "Exportation",
                                   .declaration = pre_exportation.declaration,
                                   .cleared = "The goods referred to in the declaration have been exported.",
                                   .final_date_label = "Final date for duty-free re-importation",
                                   .paper = yellow,
                                   .ink = yellow_ink};
constexpr ReceiptTexts importation{
    .title = "Importation",
    .title_french = "Importation",
    .declaration =
        "I, duly authorised, declare that I am temporarily importing, in compliance with the conditions laid down in "
        "the laws and regulations of the country of importation, the goods enumerated in the list below; undertake to "
        "comply with these laws and regulations and to re-export the goods within the period laid down by the customs "
        "office or to regularise their status; and confirm that the information given is true and complete.",
    .cleared = "The goods referred to in the declaration have been temporarily imported.",
    .final_date_label = "Final date for re-exportation",
    .paper = white,
    .ink = white_ink};
constexpr ReceiptTexts re_exportation{
    .title = "Re-exportation",
    .title_french = "R\u00e9exportation",
    .declaration =
        "I, duly authorised, declare that I am re-exporting the goods enumerated in the list below which were "
        "temporarily imported under cover of this carnet; that goods produced but not re-exported and goods not "
        "produced are listed apart; and confirm that the information given is true and complete.",
    .cleared =
        "The goods referred to in the declaration have been re-exported. Action taken in respect of goods "
        "not re-exported is mentioned with them.",
    .final_date_label = "",
    .paper = white,
    .ink = white_ink};
constexpr ReceiptTexts re_importation{
    .title = "Re-importation",
    .title_french = "R\u00e9importation",
    .declaration =
        "I, duly authorised, declare that the goods enumerated in the list below were temporarily exported "
        "under cover of this carnet, apply for their duty-free re-importation, and confirm that the "
        "information given is true and complete.",
    .cleared = "The goods referred to in the declaration have been re-imported.",
    .final_date_label = "",
    .paper = yellow,
    .ink = yellow_ink};
constexpr ReceiptTexts transit_open{
    .title = "Transit",
    .title_french = "Transit \u2013 ouverture",
    .declaration =
        "I, duly authorised, declare that I am dispatching the goods enumerated in the list below in compliance with "
        "the conditions laid down in the laws and regulations of the country of transit; undertake to produce them, "
        "with seals, if any, intact, to the customs office of destination within the period laid down; and confirm "
        "that the information given is true and complete.",
    .cleared = "Clearance for transit: the goods referred to in the declaration have been cleared for transit.",
    .final_date_label = "Final date for production to customs",
    .paper = blue,
    .ink = blue_ink};
constexpr ReceiptTexts transit_close{
    .title = "Transit discharge",
    .title_french = "Transit \u2013 d\u00e9charge",
    .declaration =
        "I, duly authorised, produce the goods enumerated in the list below, dispatched in transit under "
        "cover of this carnet, and confirm that the information given is true and complete.",
    .cleared = "Certificate of discharge: the goods referred to in the declaration have been produced to this office.",
    .final_date_label = "",
    .paper = blue,
    .ink = blue_ink};

}  // namespace

const ReceiptTexts& texts_of(ReceiptType type) {
  switch (type) {
    case ReceiptType::validation:
      return validation;
    case ReceiptType::pre_exportation:
      return pre_exportation;
    case ReceiptType::exportation:
      return exportation;
    case ReceiptType::importation:
      return importation;
    case ReceiptType::re_exportation:
      return re_exportation;
    case ReceiptType::re_importation:
      return re_importation;
    case ReceiptType::transit_open:
      return transit_open;
    case ReceiptType::transit_close:
      return transit_close;
  }
  throw std::logic_error("a receipt of no type");
}

}  // namespace opencarnet::documents
