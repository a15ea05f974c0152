#include "documents/receipt.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace opencarnet::documents {
namespace {

namespace fs = std::filesystem;

/// Written where OPENCARNET_KEEP_DOCUMENTS says, to be looked at; else to a place that is removed.
class Written {
 public:
  Written(const std::string& name, const std::string& pdf) {
    const char* keep = std::getenv("OPENCARNET_KEEP_DOCUMENTS");
    kept_ = keep != nullptr;
    path_ =
        (kept_ ? fs::path(keep) : fs::temp_directory_path()) / fmt::format("opencarnet-{}-{}.pdf", name, ::getpid());
    if (kept_) path_ = fs::path(keep) / (name + ".pdf");
    std::ofstream(path_, std::ios::binary) << pdf;
  }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  ~Written() {
    if (!kept_) fs::remove(path_);
  }
  [[nodiscard]] std::string tell(const std::string& program) const {
    auto* pipe = ::popen(fmt::format(fmt::runtime(program), path_.string()).c_str(), "r");
    std::string said;
    std::array<char, 4096> part{};
    while (const auto count = std::fread(part.data(), 1, part.size(), pipe)) said.append(part.data(), count);
    ::pclose(pipe);
    return said;
  }
  [[nodiscard]] std::string text() const { return tell("pdftotext -layout '{}' -"); }
  [[nodiscard]] std::string facts() const { return tell("pdfinfo '{}' 2>&1"); }

 private:
  fs::path path_;
  bool kept_ = false;
};

Receipt valid_receipt() {
  Receipt receipt;
  receipt.carnet_number = "CHTA00000133";
  receipt.carnet_id = "1204711";
  receipt.issued_by = "Chamber of Commerce of Z\u00fcrich, Switzerland";
  receipt.valid_until = "2027-01-09";
  receipt.currency = "CHF";
  receipt.holder = {"Edelwei\u00df Orchestra Ltd", "Seestrasse 12", "8002 Z\u00fcrich", "Switzerland"};
  receipt.representative = {"Nino Example, tour manager"};
  receipt.intended_use = "Professional equipment";
  receipt.transport = "Lorry ZH 000 001";
  receipt.packaging = "14 flight cases, black, numbered EO 1 to EO 14";
  receipt.from_territory = "Switzerland, Liechtenstein";
  receipt.to_territory = "European Union";
  receipt.place_of_use = "Philharmonie, Berlin";
  receipt.signed_by = "Nino Example";
  receipt.signed_at = "2026-03-11 18:02 UTC";
  receipt.transaction_code = "8KQ2-M4TZ-9WXYC";
  receipt.goods = {{"Temporarily imported",
                    "1-3",
                    "",
                    {{1, "Violin, Italian, 1761, with case", "1", "2.4 kg", "180,000.00", "IT", "Seal 0042"},
                     {2, "Double bass", "2", "31 kg", "42,500.00", "DE", ""},
                     {3, "Timpani, set of four", "4", "128 kg", "28,900.00", "NL", "Label EO-3"}},
                    "7",
                    "161.4 kg",
                    "251,400.00"}};
  receipt.country = "Germany";
  receipt.office = "Zollamt Weil am Rhein-Autobahn";
  receipt.officer = "Badge 2210";
  receipt.committed_at = "2026-03-12 09:41 CET";
  receipt.committed_instant = parse_instant("2026-03-12T08:41:00Z").value();
  receipt.final_date = "2026-09-30";
  receipt.customs_reference = "DE/2026/004711";
  receipt.remarks = "Checked against the list, seals intact.";
  receipt.verification_code = "4F7K-9QTM2-XW8RA";
  receipt.verification_qr = "OCV:1204711:4F7K9QTM2XW8RA";
  return receipt;
}

TEST(Receipt, X16_shows_voucher_and_counterfoil_with_what_was_committed) {
  const auto receipt = valid_receipt();
  const Written pdf("importation", receipt_pdf(receipt));
  const auto text = pdf.text();
  for (const auto* expected :
       {"Importation voucher", "Importation counterfoil", "CHTA00000133", "4F7K-9QTM2-XW8RA", "Edelwei\u00df Orchestra",
        "Violin, Italian, 1761", "251,400.00", "DE/2026/004711", "2026-09-30", "2026-03-12 09:41 CET", "1-3",
        "Zollamt Weil am Rhein-Autobahn", "Final date for re-exportation", "Page 1 of 2", "Page 2 of 2"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  }
  EXPECT_EQ(text.find("CANCELLED"), std::string::npos);
}

TEST(Receipt, tells_programs_its_title_and_language_and_is_sound) {
  auto receipt = valid_receipt();
  receipt.language = "de";
  const auto bytes = receipt_pdf(receipt);
  EXPECT_NE(bytes.find("/Lang (de)"), std::string::npos);
  const Written pdf("facts", bytes);
  const auto facts = pdf.facts();
  EXPECT_NE(facts.find("ATA CHTA00000133"), std::string::npos) << facts;
  EXPECT_NE(facts.find("Pages:           2"), std::string::npos) << facts;
  EXPECT_EQ(facts.find("Error"), std::string::npos) << facts;
}

TEST(Receipt, the_same_transaction_gives_the_same_document) {
  EXPECT_EQ(receipt_pdf(valid_receipt()), receipt_pdf(valid_receipt()));
}

TEST(Receipt, X16_names_and_goods_in_any_script_can_be_read_back) {
  auto receipt = valid_receipt();
  receipt.type = ReceiptType::exportation;
  receipt.holder = {"\u041e\u043b\u0435\u043d\u0430 \u041f\u0440\u0438\u043a\u043b\u0430\u0434",
                    "\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8 \u10db\u10d0\u10d2\u10d0\u10da\u10d8\u10d7\u10d8",
                    "\u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576", "\u0645\u062b\u0627\u0644"};
  receipt.goods[0].rows[0].description = "\u5c0f\u63d0\u7434\uff08\u793a\u4f8b\uff09";
  receipt.goods[0].rows[1].description = "\u0643\u0645\u0627\u0646 \u0643\u0628\u064a\u0631";
  const Written pdf("scripts", receipt_pdf(receipt));
  const auto text = pdf.text();
  for (const auto* expected : {"\u041e\u043b\u0435\u043d\u0430", "\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8",
                               "\u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576", "\u5c0f\u63d0\u7434"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected;
  }
}

TEST(Receipt, X16_five_hundred_items_fill_pages_with_the_head_repeated_and_none_lost) {
  auto receipt = valid_receipt();
  auto& list = receipt.goods[0];
  list.ranges = "1-500";
  list.rows.clear();
  for (int item = 1; item <= 500; ++item) {
    list.rows.push_back(
        {item, fmt::format("Row-{:04} stage light with a description that takes two lines, clamp and cable", item), "1",
         "3 kg", "120.00", "CN", ""});
  }
  const Written pdf("five-hundred", receipt_pdf(receipt));
  const auto text = pdf.text();
  for (int item = 1; item <= 500; ++item) {
    EXPECT_NE(text.find(fmt::format("Row-{:04}", item)), std::string::npos) << item;
  }
  const auto pages = static_cast<std::size_t>(std::ranges::count(text, '\f'));
  EXPECT_GT(pages, 8U);
  std::size_t heads = 0;
  for (auto at = text.find("Weight / volume"); at != std::string::npos; at = text.find("Weight / volume", at + 1))
    ++heads;
  EXPECT_GE(heads + 2, pages);
  EXPECT_NE(text.find(fmt::format("Page {0} of {0}", pages)), std::string::npos);
}

TEST(Receipt, X7_goods_not_re_exported_stand_apart_with_the_action_taken) {
  auto receipt = valid_receipt();
  receipt.type = ReceiptType::re_exportation;
  receipt.final_date.clear();
  receipt.goods[0].heading = "Re-exported";
  receipt.goods.push_back({"Produced but not re-exported",
                           "4",
                           "Released for home use, duty paid",
                           {{4, "Sheet music, sold", "12", "4 kg", "310.00", "CH", ""}},
                           "12",
                           "4 kg",
                           "310.00"});
  receipt.notices = {"Presented after the final date"};
  const Written pdf("re-exportation", receipt_pdf(receipt));
  const auto text = pdf.text();
  EXPECT_NE(text.find("Produced but not re-exported"), std::string::npos);
  EXPECT_NE(text.find("Released for home use, duty paid"), std::string::npos);
  EXPECT_NE(text.find("Presented after the final date"), std::string::npos);
}

TEST(Receipt, X14_a_cancelled_transaction_says_so_on_every_page) {
  auto receipt = valid_receipt();
  receipt.type = ReceiptType::transit_open;
  receipt.seals = "DE 100 231, DE 100 232";
  receipt.cancelled = true;
  receipt.cancelled_note = "2026-03-12 10:05 CET, Zollamt Weil am Rhein-Autobahn";
  const Written pdf("cancelled", receipt_pdf(receipt));
  EXPECT_NE(pdf.text().find("This transaction was cancelled."), std::string::npos);
}

TEST(Receipt, empty_faulty_and_endless_texts_still_make_a_document) {
  for (const auto type : {ReceiptType::validation, ReceiptType::pre_exportation, ReceiptType::re_importation,
                          ReceiptType::transit_close}) {
    Receipt empty;
    empty.type = type;
    EXPECT_TRUE(receipt_pdf(empty).starts_with("%PDF"));
  }
  auto receipt = valid_receipt();
  receipt.holder[0] = "\xff\xfe not UTF-8 \x01";
  receipt.remarks = std::string(5'000, 'x');
  receipt.goods[0].rows[0].description = std::string(5'000, 'y');
  EXPECT_TRUE(receipt_pdf(receipt).starts_with("%PDF"));
}

}  // namespace
}  // namespace opencarnet::documents
