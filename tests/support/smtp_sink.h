// A real SMTP server for a test (aiosmtpd): where to send, and what arrived.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace opencarnet::support {

class SmtpSink {
 public:
  SmtpSink();
  ~SmtpSink();
  SmtpSink(const SmtpSink&) = delete;
  SmtpSink& operator=(const SmtpSink&) = delete;

  /// For platform::smtp_mailer. Receivers named refuse@… are refused.
  [[nodiscard]] std::string url() const;
  /// The letters as they came over the wire, oldest first.
  [[nodiscard]] std::vector<std::string> letters() const;

 private:
  std::string folder_;
  int port_ = 0, keep_open_ = -1;
  pid_t process_ = 0;
};

}  // namespace opencarnet::support
