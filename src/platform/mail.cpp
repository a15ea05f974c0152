#include "platform/mail.h"

#include <stdexcept>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/ids.h"
#include "platform/hashing.h"
#include "platform/queries.h"

namespace opencarnet::platform {
namespace {

struct FreeCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMime {
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Curl = std::unique_ptr<CURL, FreeCurl>;
using Mime = std::unique_ptr<curl_mime, FreeMime>;
using List = std::unique_ptr<curl_slist, FreeList>;

void append(List& list, const std::string& line) {
  auto* longer = curl_slist_append(list.get(), line.c_str());
  if (!longer) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

// A line break in a header would let a letter's content write headers of its own.
void check_one_line(std::string_view what, const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      throw std::invalid_argument(fmt::format("the {} of a letter holds a control character", what));
  }
}

void check_address(std::string_view what, const std::string& address) {
  check_one_line(what, address);
  const auto at = address.find('@');
  if (at == 0 || at == std::string::npos || at + 1 == address.size() ||
      address.find_first_of(" <>,;") != std::string::npos)
    throw std::invalid_argument(fmt::format("the {} of a letter is not an address", what));
}

// RFC 2047: words of at most 45 bytes, never splitting a character.
std::string header_text(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  if (plain && text.find("=?") == std::string::npos) return text;
  std::string encoded;
  for (std::size_t at = 0; at < text.size();) {
    auto end = std::min(at + 45, text.size());
    while (end < text.size() && end > at + 1 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    if (!encoded.empty()) encoded += "\r\n ";
    encoded += "=?UTF-8?B?" + base64(std::string_view(text).substr(at, end - at)) + "?=";
    at = end;
  }
  return encoded;
}

std::string date_header(Instant instant) {
  const auto now = std::chrono::floor<std::chrono::seconds>(instant);
  return date::format("%a, %d %b %Y %H:%M:%S +0000", now);
}

void add_part(curl_mime* mime, const std::string& type, const std::string& bytes, const std::string& name) {
  auto* part = curl_mime_addpart(mime);
  if (!part) throw std::bad_alloc();
  curl_mime_data(part, bytes.data(), bytes.size());
  curl_mime_type(part, type.c_str());
  curl_mime_encoder(part, "base64");
  if (!name.empty()) curl_mime_filename(part, name.c_str());
}

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(std::string url, std::string from, const Clock& clock)
      : url_(std::move(url)), from_(std::move(from)), clock_(clock) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl cannot start");
    check_address("sender", from_);
  }

  void send(const Letter& letter) override {
    check_address("receiver", letter.to);
    check_one_line("subject", letter.subject);
    check_one_line("message id", letter.message_id);
    const Curl curl(curl_easy_init());
    if (!curl) throw std::bad_alloc();
    List headers, receivers;
    append(headers, "From: " + from_);
    append(headers, "To: " + letter.to);
    append(headers, "Subject: " + header_text(letter.subject));
    append(headers, "Date: " + date_header(clock_.now()));
    append(headers, fmt::format("Message-ID: <{}@{}>", letter.message_id, from_.substr(from_.find('@') + 1)));
    append(headers, "Auto-Submitted: auto-generated");
    append(receivers, fmt::format("<{}>", letter.to));
    const Mime mime(curl_mime_init(curl.get()));
    add_part(mime.get(), "text/plain; charset=utf-8", letter.text, "");
    for (const auto& attachment : letter.attachments) {
      check_one_line("attachment's name", attachment.name);
      check_one_line("attachment's type", attachment.content_type);
      add_part(mime.get(), attachment.content_type, attachment.bytes, attachment.name);
    }
    const auto sender = fmt::format("<{}>", from_);
    curl_easy_setopt(curl.get(), CURLOPT_URL, url_.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    // A password never travels in the open; without one, TLS where the server offers it.
    const long tls = url_.find('@') == std::string::npos ? CURLUSESSL_TRY : CURLUSESSL_ALL;
    curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, tls);
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, receivers.get());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, mime.get());
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    const auto sent = curl_easy_perform(curl.get());
    if (sent != CURLE_OK) throw std::runtime_error(fmt::format("the mail server: {}", curl_easy_strerror(sent)));
  }

 private:
  std::string url_, from_;
  const Clock& clock_;
};

class DevelopmentMailbox final : public Mailer {
 public:
  DevelopmentMailbox(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  void send(const Letter& letter) override {
    nlohmann::json attachments = nlohmann::json::array();
    for (const auto& a : letter.attachments)
      attachments.push_back({{"name", a.name}, {"content_type", a.content_type}, {"bytes", base64url(a.bytes)}});
    const auto letter_id = new_id();
    database_.write([&](Session& session) {
      session.run(sql::insert_letter, {{"letter_id", letter_id},
                                       {"message_id", letter.message_id.empty() ? letter_id : letter.message_id},
                                       {"at", to_text(clock_.now())},
                                       {"recipient", letter.to},
                                       {"subject", letter.subject},
                                       {"text", letter.text},
                                       {"attachments", attachments.dump()}});
      return Outcome::commit;
    });
  }

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<Mailer> smtp_mailer(const std::string& url, const std::string& from, const Clock& clock) {
  return std::make_unique<SmtpMailer>(url, from, clock);
}

std::unique_ptr<Mailer> development_mailbox(Database& database, const Clock& clock) {
  return std::make_unique<DevelopmentMailbox>(database, clock);
}

std::vector<StoredLetter> list_letters(Session& session, const std::optional<std::string>& recipient, int limit) {
  std::vector<StoredLetter> letters;
  for (const auto& row : session.all(sql::list_letters, {{"recipient", recipient}, {"limit", limit}})) {
    StoredLetter letter;
    letter.letter_id = row.text("letter_id");
    letter.at = parse_instant(row.text("at")).value();
    letter.to = row.text("recipient");
    letter.subject = row.text("subject");
    letter.text = row.text("text");
    letter.message_id = row.text("message_id");
    for (const auto& a : nlohmann::json::parse(row.text("attachments")))
      letter.attachments.push_back({a.at("name").get<std::string>(), a.at("content_type").get<std::string>(),
                                    from_base64url(a.at("bytes").get<std::string>())});
    letters.push_back(std::move(letter));
  }
  return letters;
}

}  // namespace opencarnet::platform
