// Letters leave by SMTP, or in development stay in the mailbox (table letters) that the console shows.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
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

[[nodiscard]] std::unique_ptr<Mailer> smtp_mailer(const std::string& url, const std::string& from);
[[nodiscard]] std::unique_ptr<Mailer> development_mailbox(Database& database);

}  // namespace opencarnet::platform
