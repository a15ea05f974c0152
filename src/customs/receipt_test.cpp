// print_receipt and the reaction send_receipt.
#include <filesystem>
#include <fstream>

#include "base/code_text.h"
#include "customs/customs_fixture.h"
#include "customs/letters.h"
#include "customs/receipt_content.h"
#include "customs/transaction_store.h"
#include "platform/clock.h"
#include "platform/mail.h"
#include "platform/outbox.h"
#include "support/smtp_sink.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::said;

struct Receipts : CustomsFixture {
  Result<Answer> print(const edge::Actor& actor, const std::string& transaction_id) {
    return call("print_receipt", actor, {}, {{"transaction_id", transaction_id}});
  }
  static std::string text_of(const std::string& pdf) {
    const auto path = std::filesystem::temp_directory_path() / fmt::format("customs-receipt-{}.pdf", ::getpid());
    std::ofstream(path, std::ios::binary) << pdf;
    auto* pipe = ::popen(fmt::format("pdftotext -layout '{}' -", path.string()).c_str(), "r");
    std::string said;
    std::array<char, 4096> part{};
    while (const auto size = std::fread(part.data(), 1, part.size(), pipe)) said.append(part.data(), size);
    ::pclose(pipe);
    std::filesystem::remove(path);
    return said;
  }
  // An account that has the carnet on a device.
  void download(const std::string& account_id, const std::string& email, bool active,
                const std::string& language = "en") {
    database().write([&](platform::Session& session) {
      const auto run = [&](const char* name, const char* text, const std::vector<platform::Bind>& binds) {
        session.run(platform::Query{name, text, text}, binds);
      };
      run("customs_test.account",
          "INSERT INTO accounts (account_id, realm, email, password_hash, role, tenant_id, display_name, language, "
          "profile, active, created_at) VALUES (:id, 'wallet', :email, '', 'holder', :id, 'Holder', :language, '{}', "
          ":active, '')",
          {{"id", account_id}, {"email", email}, {"active", active}, {"language", language}});
      run("customs_test.device",
          "INSERT INTO devices (device_id, account_id, name, signing_key, signing_thumbprint, encryption_key, "
          "created_at) "
          "VALUES (:id, :id, 'Phone', '', :id, '', '')",
          {{"id", account_id}});
      run("customs_test.download",
          "INSERT INTO downloads (carnet_id, device_id, account_id, downloaded_at) VALUES (768255, :id, :id, '')",
          {{"id", account_id}});
      return platform::Outcome::commit;
    });
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Receipts);

TEST_P(Receipts, X16_shows_what_was_committed_with_the_same_verification_code) {
  validate();
  const auto committed = cross(zurich, exportation, "1-12", {{"customs_reference", "24CH-0816"}});
  const auto answer = print(basel, transaction_in(committed));
  ASSERT_TRUE(answer) << said(answer);
  EXPECT_EQ(answer->content_type, "application/pdf");
  const auto text = text_of(answer->bytes);
  for (const auto& expected : {std::string("CHTA00000901"), std::string("Edelweiss Sound AG"), std::string("24CH-0816"),
                               std::string("Loudspeaker, serial number ES-1012"), std::string("2026-06-15 11:00 CEST"),
                               std::string("2027-01-09"), std::string("Office zurich"), std::string("1,800.00"),
                               grouped_code(committed.at("verification_code").get<std::string>())})
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  EXPECT_EQ(text.find("ES-1013"), std::string::npos);
  EXPECT_EQ(text.find("cancelled"), std::string::npos);
}

TEST_P(Receipts, X16_says_from_where_to_where_and_with_which_documents) {
  validate();
  cross(weil, importation, "1-4");
  const auto out = sign(re_exportation, "DE", "1-4");
  database().write([&](platform::Session& session) {
    const auto* text =
        "UPDATE travels SET content = '{\"from_country\":\"DE\",\"to_country\":\"CH\"}' WHERE carnet_id = 768255";
    session.run(platform::Query{"customs_test.travel", text, text}, {});
    return platform::Outcome::commit;
  });
  ASSERT_TRUE(scan(weil, out));
  const auto committed = commit(weil, out, {{"supporting_documents", "Pro forma invoice 77"}});
  ASSERT_TRUE(committed) << said(committed);
  const auto text = text_of(print(weil, transaction_in(committed->body))->bytes);
  EXPECT_NE(text.find("Pro forma invoice 77"), std::string::npos) << text;
  database().read([&](platform::Session& session) {
    const auto record = *records::find_carnet(session, 768255);
    auto transaction = find_stored_transaction(session, transaction_in(committed->body))->transaction;
    for (const auto type : {re_exportation, re_importation, transit_close}) {
      transaction.type = type;
      const auto receipt = receipt_content(session, record, transaction, "");
      EXPECT_FALSE(receipt.from_territory.empty());
      EXPECT_FALSE(receipt.to_territory.empty());
      EXPECT_NE(receipt.from_territory, receipt.to_territory);
      EXPECT_EQ(receipt.goods.front().heading == "Transit ended", type == transit_close);
    }
  });
}

TEST_P(Receipts, X14_a_cancelled_transaction_is_marked_without_the_reason) {
  validate();
  const auto shown = sign(exportation, "CH", "1-4");
  ASSERT_TRUE(scan(zurich, shown));
  const auto id = transaction_in(commit(zurich, shown)->body);
  ASSERT_TRUE(cancel(zurich, id, shown.cancellation_code, "Wrong truck"));
  const auto text = text_of(print(zurich, id)->bytes);
  EXPECT_NE(text.find("This transaction was cancelled. 2026-06-15 11:00 CEST, Office zurich"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("Wrong truck"), std::string::npos);
}

TEST_P(Receipts, I6_another_administration_prints_nothing_of_it) {
  const auto id = transaction_in(cross(zurich, validation, "1-20"));
  EXPECT_EQ(said(print(weil, id)), "not_found ");
  EXPECT_EQ(said(print(zurich, new_id())), "not_found ");
}

TEST_P(Receipts, X7_goods_that_stayed_stand_in_a_list_of_their_own_and_parts_of_an_item_without_value) {
  edelweiss.general_list[3].pieces = 10;
  issue(edelweiss);
  validate();
  cross(weil, importation, "1-4");
  const auto out = sign(re_exportation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, out));
  const auto goods = json::array({{{"item", 4}, {"pieces", 3}}});
  const auto committed =
      commit(weil, out,
             {{"not_re_exported", json::array({{{"goods", goods}, {"action", "duty_paid"}, {"remark", "DE-99812"}}})}});
  ASSERT_TRUE(committed) << said(committed);
  const auto text = text_of(print(weil, transaction_in(committed->body))->bytes);
  for (const auto* expected : {"Produced but not re-exported", "duty paid: DE-99812", "3 of 10", "7 of 10"})
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
}

TEST_P(Receipts, local_time_follows_the_offices_clock) {
  EXPECT_EQ(local_time("Europe/Zurich", *parse_instant("2026-03-12T08:41:00Z")), "2026-03-12 09:41 CET");
  EXPECT_EQ(local_time("UTC", *parse_instant("2026-03-12T08:41:59.999Z")), "2026-03-12 08:41 UTC");
}

TEST_P(Receipts, X16_holder_and_downloaders_get_the_receipt_by_mail_once_each) {
  download("holder-1", "vreni@edelweiss.example", true);  // the same address as on the carnet
  download("holder-2", "driver@edelweiss.example", true);
  download("holder-3", "gone@edelweiss.example", false);
  platform::Clock clock;
  std::shared_ptr<platform::Mailer> mailer = platform::development_mailbox(database(), clock);
  platform::forget_reactions();
  platform::register_reaction(send_receipt(*dependencies, mailer));
  const auto committed = cross(zurich, validation, "1-20");
  platform::OutboxWorker worker(database(), clock, 0);
  clock.set(now + std::chrono::minutes{1});
  EXPECT_EQ(worker.run_due(), 1);
  std::vector<platform::StoredLetter> letters;
  database().read([&](platform::Session& session) { letters = platform::list_letters(session, {}, 10); });
  ASSERT_EQ(letters.size(), 2U);
  std::set<std::string> receivers;
  for (const auto& letter : letters) {
    receivers.insert(letter.to);
    EXPECT_EQ(letter.subject, "Carnet CHTA00000901: customs have validated the carnet");
    ASSERT_EQ(letter.attachments.size(), 1U);
    EXPECT_EQ(letter.attachments[0].name, "CHTA00000901-validation.pdf");
    EXPECT_NE(
        text_of(letter.attachments[0].bytes).find(grouped_code(committed.at("verification_code").get<std::string>())),
        std::string::npos);
  }
  EXPECT_EQ(receivers, (std::set<std::string>{"vreni@edelweiss.example", "driver@edelweiss.example"}));

  // Done at least once: a repeat sends the same letters under the same Message-IDs.
  std::vector<platform::StoredEvent> events;
  database().read([&](platform::Session& session) { events = platform::events_of(session, "carnet:768255", 0, 10); });
  send_receipt(*dependencies, mailer).react(database(), events.back());
  EXPECT_EQ(count("letters"), 2);
  platform::forget_reactions();
}

TEST_P(Receipts, X16_each_holder_reads_the_letter_in_the_language_of_their_account) {
  download("holder-1", "vreni@edelweiss.example", true, "fr");
  download("holder-2", "driver@edelweiss.example", true, "ar");
  download("holder-3", "anna@edelweiss.example", true, "de");  // no German yet
  validate();
  cross(zurich, exportation, "1-4", {{"final_date", "2026-11-30"}});
  std::vector<platform::StoredEvent> events;
  database().read([&](platform::Session& session) { events = platform::events_of(session, "carnet:768255", 0, 20); });
  platform::Clock clock;
  std::shared_ptr<platform::Mailer> mailer = platform::development_mailbox(database(), clock);
  send_receipt(*dependencies, mailer).react(database(), events.back());
  std::map<std::string, platform::StoredLetter> letters;
  database().read([&](platform::Session& session) {
    for (auto& letter : platform::list_letters(session, {}, 10)) letters.emplace(letter.to, letter);
  });
  ASSERT_EQ(letters.size(), 3U);
  const auto& french = letters.at("vreni@edelweiss.example");
  EXPECT_EQ(french.subject, "Carnet CHTA00000901 : la douane a enregistré l’exportation");
  EXPECT_NE(french.text.find("Ramenez les marchandises au pays au plus tard le 30 novembre 2026"), std::string::npos)
      << french.text;
  EXPECT_NE(letters.at("driver@edelweiss.example").text.find("سجّلت الجمارك التصدير."), std::string::npos);
  const auto& english = letters.at("anna@edelweiss.example");
  EXPECT_EQ(english.subject, "Carnet CHTA00000901: customs have recorded the exportation");
  EXPECT_NE(english.text.find("Bring the goods home by this day: November 30, 2026"), std::string::npos)
      << english.text;
}

// Every part of the letter, for every type: nothing is left of the message's form.
TEST(ReceiptLetters, X16_every_type_has_its_words_in_every_language) {
  const auto listed = carnet::all_goods(carnet::testing::a_carnet().build().general_list);
  for (const auto type : carnet::all_transaction_types) {
    carnet::Transaction it;
    it.type = type;
    it.goods = listed;
    it.office = "Zürich Flughafen";
    it.final_date = carnet::testing::day("2026-11-30");
    it.late = true;
    it.corrections = {{"remarks", "", "Seen"}};
    std::set<std::string> subjects;
    for (const auto* language : {"en", "fr", "ar"}) {
      const auto letter = receipt_letter(it, "CHTA00000901", listed, "2026-03-12 09:41 CET", language);
      subjects.insert(letter.subject);
      for (const auto& text : {letter.subject, letter.text}) {
        EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
        EXPECT_EQ(text.find("select"), std::string::npos) << text;
      }
      EXPECT_NE(letter.subject.find("CHTA00000901"), std::string::npos);
      EXPECT_NE(letter.text.find("Zürich Flughafen"), std::string::npos);
    }
    EXPECT_EQ(subjects.size(), 3U);
  }
}

TEST_P(Receipts, X16_one_address_that_takes_no_mail_costs_the_others_neither_letter_nor_copies) {
  download("holder-1", "refuse@edelweiss.example", true);
  download("holder-2", "driver@edelweiss.example", true);
  cross(zurich, validation, "1-20");
  std::vector<platform::StoredEvent> events;
  database().read([&](platform::Session& session) { events = platform::events_of(session, "carnet:768255", 0, 10); });
  platform::Clock clock;
  support::SmtpSink sink;
  const auto reaction =
      send_receipt(*dependencies, platform::smtp_mailer(sink.url(), "no-reply@opencarnet.example", clock));
  for (int i = 0; i < 3; ++i) EXPECT_THROW(reaction.react(database(), events.back()), std::runtime_error);
  EXPECT_EQ(sink.letters().size(), 2U);
}

}  // namespace opencarnet::customs
