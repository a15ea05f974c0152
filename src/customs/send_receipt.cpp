#include <mutex>

#include <fmt/format.h>

#include "crypto/secrets.h"
#include "customs/customs.h"
#include "customs/letters.h"
#include "customs/receipt_content.h"
#include "customs/receiver_store.h"
#include "customs/transaction_store.h"

namespace opencarnet::customs {
namespace {

// A transaction of the event with its receipt.
struct Committed {
  carnet::Transaction transaction;
  std::string committed_at;  // by the office's clock
  platform::Attachment receipt;
};

std::vector<Committed> committed_in(const Dependencies& dependencies, platform::Session& session,
                                    const platform::StoredEvent& event, const records::CarnetRecord& record) {
  std::vector<Committed> all;
  for (const auto& line : event.payload.at("transactions")) {
    auto stored = find_stored_transaction(session, line.at("transaction_id").get<std::string>()).value();
    const auto code =
        crypto::unseal(dependencies.sealing_key, "verification_code", stored.sealed_verification_code).value_or("");
    auto& transaction = stored.transaction;
    transaction.cancelled.reset();  // the letter tells of the commit; a later cancellation shows in the wallet
    const auto receipt = receipt_content(session, record, transaction, code);
    const auto name = fmt::format("{}-{}.pdf", record.carnet.number, carnet::to_text(transaction.type));
    all.push_back({std::move(transaction), receipt.committed_at, {name, "application/pdf", receipt_pdf(receipt)}});
  }
  return all;
}

// One letter a receiver, with a receipt for each transaction of the event. The same event gives the same letters.
std::vector<platform::Letter> letters_of(const Dependencies& dependencies, platform::Session& session,
                                         const platform::StoredEvent& event) {
  const auto carnet_id = event.payload.at("carnet_id").get<carnet::CarnetId>();
  const auto record = records::find_carnet(session, carnet_id);
  const auto last = find_stored_transaction(session, event.payload.at("transaction_id").get<std::string>());
  if (!record || !last) throw std::runtime_error("an event without its transaction: " + event.event_id);
  const auto receivers = list_receivers(session, record->carnet);
  if (receivers.empty()) return {};  // nobody to draw a receipt for
  const auto committed = committed_in(dependencies, session, event, *record);
  const auto listed = carnet::all_goods(record->carnet.general_list);

  std::vector<platform::Letter> letters;
  for (const auto& [receiver, language] : receivers) {
    platform::Letter letter;
    const auto& told = committed.back();
    const auto text = receipt_letter(told.transaction, record->carnet.number, listed, told.committed_at, language);
    letter.subject = text.subject;
    letter.text = text.text;
    for (const auto& it : committed) letter.attachments.push_back(it.receipt);
    letter.to = receiver;
    letter.message_id = fmt::format("receipt.{}.{}", event.event_id, crypto::sha256_hex(receiver).substr(0, 16));
    letters.push_back(std::move(letter));
  }
  return letters;
}

// What this process handed over of letters whose job must be tried again, so that one address that takes no mail costs
// the others neither their letter nor twenty copies of it.
class HandedOver {
 public:
  void send(platform::Mailer& mailer, const std::vector<platform::Letter>& letters) {
    std::exception_ptr problem;
    for (const auto& letter : letters) {
      if (knows(letter.message_id)) continue;
      try {
        mailer.send(letter);
        remember(letter.message_id);
      } catch (const std::invalid_argument&) {
        continue;  // no address that mail could ever be sent to
      } catch (const std::exception&) {
        problem = std::current_exception();
      }
    }
    if (problem) std::rethrow_exception(problem);
    for (const auto& letter : letters) forget(letter.message_id);
  }

 private:
  bool knows(const std::string& message_id) {
    const std::lock_guard guard{lock_};
    return message_ids_.contains(message_id);
  }
  void remember(const std::string& message_id) {
    const std::lock_guard guard{lock_};
    message_ids_.insert(message_id);
  }
  void forget(const std::string& message_id) {
    const std::lock_guard guard{lock_};
    message_ids_.erase(message_id);
  }
  std::mutex lock_;
  std::set<std::string> message_ids_;
};

}  // namespace

platform::Reaction send_receipt(const Dependencies& dependencies, std::shared_ptr<platform::Mailer> mailer) {
  auto handed_over = std::make_shared<HandedOver>();
  return {"customs.send_receipt", "transaction_committed",
          [dependencies, mailer = std::move(mailer), handed_over = std::move(handed_over)](
              platform::Database& database, const platform::StoredEvent& event) {
            std::vector<platform::Letter> letters;
            database.read([&](platform::Session& session) { letters = letters_of(dependencies, session, event); });
            handed_over->send(*mailer, letters);
          },
          [](const platform::StoredEvent& event) { return event.subject; }};
}

}  // namespace opencarnet::customs
