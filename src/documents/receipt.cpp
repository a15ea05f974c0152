#include "documents/receipt.h"

#include "documents/form.h"
#include "documents/pdf.h"
#include "documents/receipt_texts.h"

namespace opencarnet::documents {
namespace {

constexpr double left = 12, width = 186, top = 12, bottom = 280;
constexpr Colour grey{0.36, 0.36, 0.38};
constexpr Colour red{0.72, 0.07, 0.10};

FormLine plain(std::string text, double size = 9) { return {std::move(text), {.size = size, .most_lines = 40}}; }
FormLine strong(std::string text, double size = 9) { return {std::move(text), {.size = size, .bold = true}}; }

std::string or_dash(const std::string& text) { return text.empty() ? "\u2013" : text; }

class ReceiptWriter {
 public:
  explicit ReceiptWriter(const Receipt& receipt)
      : receipt_(receipt),
        texts_(texts_of(receipt.type)),
        pdf_({.title = fmt::format("{} {} \u2013 {}", receipt.carnet_type, receipt.carnet_number, texts_.title),
              .author = receipt.office,
              .subject = fmt::format("Voucher and counterfoil, verification code {}", receipt.verification_code),
              .language = receipt.language,
              .created_at = receipt.committed_instant}) {
    pdf_.at_page_end([this](Pdf& pdf, int page, int pages) { page_end(pdf, page, pages); });
  }

  std::string write() {
    write_voucher();
    write_counterfoil();
    return pdf_.finish();
  }

 private:
  [[nodiscard]] std::string part_name(bool counterfoil) const {
    return fmt::format("{} {}", texts_.title, counterfoil ? "counterfoil" : "voucher");
  }

  double row(const std::vector<FormBox>& boxes, double y) {
    return draw_form_row(pdf_, boxes, left, y, bottom, [this] { return next_page(); });
  }

  double next_page() {
    pdf_.new_page();
    const Box band{left, top, width, 9};
    pdf_.fill(band, texts_.paper);
    pdf_.frame(band);
    const bool counterfoil = counterfoil_from_ > 0;
    pdf_.text(left + 2, top + 2, 120, fmt::format("{}, continued", part_name(counterfoil)), {.size = 10, .bold = true});
    pdf_.text(left + 120, top + 2.2, width - 122, receipt_.carnet_number,
              {.size = 10, .bold = true, .mono = true, .align = Align::end});
    return band.bottom() + 3;
  }

  double heading(bool counterfoil) {
    const Box band{left, top, width, 19};
    pdf_.fill(band, texts_.paper);
    pdf_.fill({left, top, 2.4, 19}, texts_.ink);
    pdf_.frame(band);
    pdf_.text(left + 6, top + 2, 60, fmt::format("{} CARNET", receipt_.carnet_type),
              {.size = 8, .bold = true, .colour = texts_.ink});
    pdf_.text(left + 6, top + 5.2, 118, part_name(counterfoil), {.size = 17, .bold = true, .most_lines = 1});
    pdf_.text(left + 6, top + 13.4, 118,
              fmt::format("{} \u2013 {}", counterfoil ? "Souche" : "Volet", texts_.title_french),
              {.size = 8, .italic = true, .colour = grey});
    const TextStyle right{.size = 8, .align = Align::end, .most_lines = 1};
    pdf_.text(left + 110, top + 2.4, width - 113, counterfoil ? "for the holder" : "for customs", right);
    auto number = right;
    number.size = 13;
    number.bold = number.mono = true;
    pdf_.text(left + 100, top + 6.2, width - 103, receipt_.carnet_number, number);
    pdf_.text(left + 90, top + 13.2, width - 93, fmt::format("{}  \u00b7  {}", receipt_.country, receipt_.committed_at),
              right);
    double y = band.bottom();
    if (receipt_.cancelled) y = banner(y, "This transaction was cancelled.", receipt_.cancelled_note);
    return y;
  }

  double banner(double y, const std::string& words, const std::string& note) {
    const auto text = note.empty() ? words : fmt::format("{} {}", words, note);
    const TextStyle style{.size = 9.5, .bold = true, .colour = {1, 1, 1}};
    const double height = pdf_.text_height(width - 6, text, style) + 3;
    pdf_.fill({left, y, width, height}, red);
    pdf_.text(left + 3, y + 1.5, width - 6, text, style);
    return y + height;
  }

  void write_voucher() {
    pdf_.new_page();
    double y = heading(false);
    y = row({box_holder(112), box_association(74)}, y);
    y = row({box_represented(62), box_use(62), box_journey(62)}, y);
    y = row({box_transport(93), box_packaging(93)}, y);
    y = row({box_declaration(186)}, y);
    y = row({box_customs(126), box_verification(60)}, y);
    for (const auto& list : receipt_.goods) y = goods_table(list, y + 3.5);
  }

  void write_counterfoil() {
    counterfoil_from_ = pdf_.pages() + 1;
    pdf_.new_page();
    double y = heading(true);
    y = row({box_holder(112), box_association(74)}, y);
    y = row({counterfoil_goods()}, y);
    y = row({counterfoil_customs(126), box_verification(60)}, y);
    const std::string advice =
        "Keep this counterfoil. Anybody can prove it genuine by its verification code or QR; the wallet shows the "
        "same.";
    pdf_.text(left, y + 2.5, width, advice, {.size = 7, .italic = true, .colour = grey});
  }

  FormBox box_holder(double in) {
    FormBox box{.width = in,
                .letter = "A",
                .label = "HOLDER AND ADDRESS",
                .french = "Titulaire et adresse",
                .least_height = 24};
    for (std::size_t at = 0; at < receipt_.holder.size(); ++at) {
      box.lines.push_back(at == 0 ? strong(receipt_.holder[at], 11) : plain(receipt_.holder[at]));
    }
    return box;
  }

  FormBox box_association(double in) {
    FormBox box{.width = in,
                .letter = "G",
                .label = "ISSUING ASSOCIATION",
                .french = "R\u00e9serv\u00e9 \u00e0 l\u2019association \u00e9mettrice",
                .fill = {0.975, 0.975, 0.975}};
    box.entry("(a) Carnet No.", receipt_.carnet_number, true);
    box.entry("(b) Issued by", receipt_.issued_by);
    box.entry("(c) Valid until", receipt_.valid_until);
    box.entry("Carnet ID", receipt_.carnet_id);
    return box;
  }

  FormBox box_represented(double in) {
    FormBox box{.width = in,
                .letter = "B",
                .label = "REPRESENTED BY",
                .french = "Repr\u00e9sent\u00e9 par",
                .least_height = 14};
    for (const auto& line : receipt_.representative) box.lines.push_back(plain(line));
    if (box.lines.empty()) box.lines.push_back(plain("\u2013"));
    return box;
  }

  FormBox box_use(double in) {
    return {.width = in,
            .letter = "C",
            .label = "INTENDED USE OF GOODS",
            .french = "Utilisation pr\u00e9vue des marchandises",
            .lines = {plain(or_dash(receipt_.intended_use))}};
  }

  FormBox box_journey(double in) {
    const auto& from = receipt_.from_territory;
    const auto& to = receipt_.to_territory;
    const bool both = !from.empty() && !to.empty() && from != to;
    const auto journey = both ? fmt::format("{} \u2192 {}", from, to) : from.empty() ? to : from;
    FormBox box{.width = in,
                .letter = "",
                .label = "FROM \u2192 TO",
                .french = "De \u2192 \u00e0",
                .lines = {strong(or_dash(journey))}};
    box.entry("Place of use", receipt_.place_of_use);
    return box;
  }

  FormBox box_transport(double in) {
    return {.width = in,
            .letter = "D",
            .label = "MEANS OF TRANSPORT",
            .french = "Moyens de transport",
            .lines = {plain(or_dash(receipt_.transport))}};
  }

  FormBox box_packaging(double in) {
    return {.width = in,
            .letter = "E",
            .label = "PACKAGING DETAILS (NUMBER, KIND, MARKS)",
            .french = "D\u00e9tail d\u2019emballage (nombre, nature, marques)",
            .lines = {plain(or_dash(receipt_.packaging))}};
  }

  FormBox box_declaration(double in) {
    FormBox box{.width = in, .letter = "F", .label = "DECLARATION", .french = "D\u00e9claration"};
    box.lines.push_back(plain(std::string(texts_.declaration), 7.6));
    add_lists(box);
    box.entry("Supporting documents", receipt_.supporting_documents);
    box.entry("Signed electronically by", receipt_.signed_at.empty()
                                              ? receipt_.signed_by
                                              : fmt::format("{}, {}", receipt_.signed_by, receipt_.signed_at));
    box.entry("Transaction code", receipt_.transaction_code, true);
    return box;
  }

  void add_lists(FormBox& box) const {
    for (const auto& list : receipt_.goods) {
      box.lines.push_back({fmt::format("{}: item No. {}", list.heading, or_dash(list.ranges)),
                           {.size = 9, .bold = true, .most_lines = 12},
                           1.2});
      if (!list.action_taken.empty()) {
        box.lines.push_back(plain(fmt::format("Action taken: {}", list.action_taken), 8.5));
      }
    }
  }

  FormBox box_customs(double in) {
    FormBox box{.width = in, .letter = "H", .label = "FOR CUSTOMS USE", .french = "R\u00e9serv\u00e9 \u00e0 la douane"};
    box.lines.push_back(plain(std::string(texts_.cleared), 8.5));
    add_customs(box);
    return box;
  }

  void add_customs(FormBox& box) const {
    if (!texts_.final_date_label.empty()) box.entry(std::string(texts_.final_date_label), receipt_.final_date);
    box.entry("Registered under reference No.", receipt_.customs_reference);
    box.entry("Seals", receipt_.seals);
    box.entry("Other remarks", receipt_.remarks);
    for (const auto& notice : receipt_.notices) {
      box.lines.push_back({fmt::format("\u25b8 {}", notice), {.size = 8.5, .bold = true, .colour = red}, 0.8});
    }
    box.entry("Customs office", fmt::format("{}, {}", receipt_.office, receipt_.country));
    box.entry("Date and time at the office", receipt_.committed_at);
    box.entry("Officer", receipt_.officer);
  }

  FormBox box_verification(double in) {
    FormBox box{.width = in, .letter = "", .label = "VERIFICATION", .french = "V\u00e9rification"};
    box.lines.push_back(
        {receipt_.verification_code, {.size = 11, .bold = true, .mono = true, .align = Align::centre}, 1});
    box.qr = receipt_.verification_qr;
    return box;
  }

  FormBox counterfoil_goods() {
    FormBox box{.width = width,
                .letter = "1",
                .label = "GOODS OF THE GENERAL LIST",
                .french = "Marchandises de la liste g\u00e9n\u00e9rale"};
    add_lists(box);
    for (const auto& list : receipt_.goods) {
      box.entry(fmt::format("{}: pieces, weight or volume, value", list.heading),
                fmt::format("{} pieces  \u00b7  {}  \u00b7  {} {}", list.total_pieces,
                            or_dash(list.total_weight_or_volume), receipt_.currency, list.total_value));
    }
    return box;
  }

  FormBox counterfoil_customs(double in) {
    FormBox box{.width = in, .letter = "2", .label = "CUSTOMS", .french = "Douane"};
    box.lines.push_back(plain(std::string(texts_.cleared), 8.5));
    add_customs(box);
    return box;
  }

  double goods_table(const ReceiptGoodsList& list, double y) {
    if (y > bottom - 24) y = next_page();
    const auto heading_text =
        fmt::format("{}  \u00b7  {} {}", list.heading, list.rows.size(), list.rows.size() == 1 ? "item" : "items");
    y += pdf_.text(left, y, width, heading_text, {.size = 10, .bold = true}) + 0.8;
    if (!list.action_taken.empty()) {
      y += pdf_.text(left, y, width, fmt::format("Action taken: {}", list.action_taken), {.size = 8.5}) + 0.8;
    }
    Table table{.columns = {{"Item", 13, Align::end},
                            {"Description and identification marks", 83},
                            {"Pieces", 17, Align::end},
                            {"Weight / volume", 28, Align::end},
                            {fmt::format("Value ({})", receipt_.currency), 29, Align::end},
                            {"Origin", 16, Align::centre}},
                .rows = {},
                .head = texts_.paper.blue > 0.99 ? Colour{0.93, 0.93, 0.93} : texts_.paper};
    for (const auto& goods : list.rows) {
      auto description = goods.description;
      if (!goods.identification_marks.empty()) description += fmt::format("\n\u2691 {}", goods.identification_marks);
      table.rows.push_back({{fmt::format("{}", goods.item), std::move(description), goods.pieces,
                             goods.weight_or_volume, goods.value, goods.country_of_origin}});
    }
    table.rows.push_back({{"", "Total", list.total_pieces, list.total_weight_or_volume, list.total_value, ""}, true});
    return draw_table(pdf_, table, left, y, bottom, [this] { return next_page(); });
  }

  void page_end(Pdf& pdf, int page, int pages) const {
    if (receipt_.cancelled) pdf.watermark("CANCELLED", red);
    pdf.line(left, 284, left + width, 284, grey, 0.15);
    const bool counterfoil = page >= counterfoil_from_;
    const TextStyle style{.size = 7, .colour = grey, .most_lines = 1};
    pdf.text(left, 285.2, 140,
             fmt::format("{}  \u00b7  {}  \u00b7  Verification code {}", receipt_.carnet_number, part_name(counterfoil),
                         receipt_.verification_code),
             style);
    auto right = style;
    right.align = Align::end;
    pdf.text(left + 140, 285.2, width - 140, fmt::format("Page {} of {}", page, pages), right);
  }

  const Receipt& receipt_;
  const ReceiptTexts& texts_;
  Pdf pdf_;
  int counterfoil_from_ = 0;  // page number; 0 while the voucher is written
};

}  // namespace

std::string receipt_pdf(const Receipt& receipt) { return ReceiptWriter(receipt).write(); }

}  // namespace opencarnet::documents
