#include "bin/rooms.h"
#include "platform/mail.h"
#include "platform/outbox.h"

namespace opencarnet::bin {
namespace {

std::string percent_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// The account of the mail server stands in its address, as libcurl reads it.
std::string server_of(const runtime::Config& config) {
  const auto host = config.smtp_url.find("://");
  if (config.smtp_user.empty() || host == std::string::npos) return config.smtp_url;
  return config.smtp_url.substr(0, host + 3) + percent_encoded(config.smtp_user) + ":" +
         percent_encoded(config.smtp_password) + "@" + config.smtp_url.substr(host + 3);
}

// "OpenCarnet <no-reply@opencarnet.example>" → the address alone: it is the sender of the envelope too.
std::string address_of(const std::string& mailbox) {
  const auto begin = mailbox.find('<'), end = mailbox.find('>');
  if (begin == std::string::npos || end == std::string::npos || end < begin) return mailbox;
  return mailbox.substr(begin + 1, end - begin - 1);
}

std::shared_ptr<platform::Mailer> mailer_of(const Foundation& foundation) {
  const auto& config = foundation.config;
  if (config.smtp_url.empty()) return platform::development_mailbox(foundation.database, foundation.clock);
  return platform::smtp_mailer(server_of(config), address_of(config.mail_from), foundation.clock);
}

}  // namespace

// event → room: what it does
void register_reactions(const Foundation& foundation) {
  platform::forget_reactions();  // tests open several programs in a process; each worker keeps its own
  const auto mailer = mailer_of(foundation);
  // transaction_committed → customs: the receipt by e-mail (X16)
  platform::register_reaction(customs::send_receipt(customs_dependencies(foundation), mailer));
}

}  // namespace opencarnet::bin
