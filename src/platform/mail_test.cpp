#include "platform/mail.h"

#include <gmock/gmock.h>

#include "platform/hashing.h"
#include "support/databases.h"
#include "support/smtp_sink.h"

namespace opencarnet::platform {
namespace {

using testing::HasSubstr;

const Letter letter{"officer@customs.example",
                    "Receipt for carnet XBTA00000133 · Szohôd, Klow and every other office on the way there",
                    "Your receipt is attached.\r\n.\r\nგმადლობთ",
                    {{"receipt.pdf", "application/pdf", std::string("%PDF\0\xff", 6)}},
                    "receipt-1"};

const Clock machine_clock;

TEST(Smtp, a_letter_arrives_with_its_words_and_attachment) {
  const support::SmtpSink sink;
  const auto mailer = smtp_mailer(sink.url(), "opencarnet@chamber.example", machine_clock);
  mailer->send(letter);
  const auto arrived = sink.letters();
  ASSERT_EQ(arrived.size(), 1U);
  EXPECT_THAT(arrived[0], HasSubstr("From: opencarnet@chamber.example\r\n"));
  EXPECT_THAT(arrived[0], HasSubstr("To: officer@customs.example\r\n"));
  EXPECT_THAT(arrived[0], HasSubstr("Message-ID: <receipt-1@chamber.example>\r\n"));
  EXPECT_THAT(arrived[0],
              HasSubstr("Subject: =?UTF-8?B?" + base64("Receipt for carnet XBTA00000133 · Szohôd, ").substr(0, 40)));
  EXPECT_THAT(arrived[0], HasSubstr(base64(letter.text).substr(0, 60)));
  EXPECT_THAT(arrived[0], HasSubstr(base64(letter.attachments[0].bytes)));
  EXPECT_THAT(arrived[0], HasSubstr("filename=\"receipt.pdf\""));
}

TEST(Smtp, Q5_a_refused_letter_and_an_absent_server_are_faults_so_that_the_outbox_tries_again) {
  const support::SmtpSink sink;
  auto refused = letter;
  refused.to = "refuse@customs.example";
  EXPECT_THROW(smtp_mailer(sink.url(), "opencarnet@chamber.example", machine_clock)->send(refused), std::runtime_error);
  EXPECT_THROW(smtp_mailer("smtp://127.0.0.1:1", "opencarnet@chamber.example", machine_clock)->send(letter),
               std::runtime_error);
}

TEST(Smtp, a_letter_cannot_write_headers_of_its_own) {
  const auto mailer = smtp_mailer("smtp://127.0.0.1:1", "opencarnet@chamber.example", machine_clock);
  auto bad = letter;
  bad.subject = "Hello\r\nBcc: everybody@customs.example";
  EXPECT_THROW(mailer->send(bad), std::invalid_argument);
  bad = letter;
  bad.to = "officer@customs.example>\nRCPT TO:<other@customs.example";
  EXPECT_THROW(mailer->send(bad), std::invalid_argument);
  bad = letter;
  bad.attachments[0].name = "a\r\nX: y";
  EXPECT_THROW(mailer->send(bad), std::invalid_argument);
}

struct Mailbox : support::BothEngines {};
INSTANTIATE_FOR_BOTH_ENGINES(Mailbox);

TEST_P(Mailbox, keeps_letters_once_and_gives_them_back) {
  Clock clock;
  clock.set(parse_instant("2027-01-09T08:00:00Z").value());
  const auto mailer = development_mailbox(database(), clock);
  mailer->send(letter);
  mailer->send(letter);  // a job done twice
  auto other = letter;
  other.message_id = "receipt-2";
  other.to = "holder@orchestra.example";
  mailer->send(other);
  database().read([](Session& session) {
    EXPECT_EQ(list_letters(session, {}, 10).size(), 2U);
    const auto found = list_letters(session, "officer@customs.example", 10);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].subject, letter.subject);
    EXPECT_EQ(found[0].text, letter.text);
    EXPECT_EQ(found[0].attachments.at(0).bytes, letter.attachments[0].bytes);
    EXPECT_EQ(to_text(found[0].at).substr(0, 10), "2027-01-09");
  });
}

TEST(Clock, goes_on_from_where_it_was_set) {
  Clock clock;
  const auto noon = parse_instant("2027-06-01T12:00:00Z").value();
  clock.set(noon);
  EXPECT_GE(clock.now(), noon);
  EXPECT_LT(clock.now(), noon + std::chrono::seconds(5));
}

}  // namespace
}  // namespace opencarnet::platform
