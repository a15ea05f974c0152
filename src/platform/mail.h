// Letters leave by SMTP, or in development stay in the mailbox (table letters) that the console shows.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/clock.h"
#include "platform/db.h"

namespace opencarnet::platform {

struct Attachment {
  std::string name, content_type, bytes;
};
struct Letter {
  std::string to, subject, text;  // UTF-8
  std::vector<Attachment> attachments;
  std::string message_id;  // the same for a repeat, so that a receiver can drop the second
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  /// Throws when the letter could not be handed over; the outbox tries again.
  virtual void send(const Letter& letter) = 0;
};

/// `url` as libcurl knows it: smtp://host:port, smtps://user:password@host. With a password TLS is required. Throws
/// std::invalid_argument for letters that would write headers of their own.
[[nodiscard]] std::unique_ptr<Mailer> smtp_mailer(const std::string& url, const std::string& from, const Clock& clock);
/// Must not be used inside a transaction: it writes one of its own.
[[nodiscard]] std::unique_ptr<Mailer> development_mailbox(Database& database, const Clock& clock);

struct StoredLetter : Letter {
  std::string letter_id;
  Instant at{};
};
/// The development mailbox, newest first; of one receiver or of all.
[[nodiscard]] std::vector<StoredLetter> list_letters(Session& session, const std::optional<std::string>& recipient,
                                                     int limit);

}  // namespace opencarnet::platform
