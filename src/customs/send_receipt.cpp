#include <mutex>

#include <fmt/format.h>

#include "crypto/secrets.h"
#include "customs/customs.h"
#include "customs/letters.h"
#include "customs/receipt_content.h"
#include "customs/receiver_store.h"
#include "customs/transaction_store.h"
#include "platform/behind_requests.h"

namespace opencarnet::customs {
namespace {

struct Committed {
  carnet::Transaction transaction;
  documents::Receipt receipt;
};

// All that the letters of an event say.
struct Told {
  std::string carnet_number;
  carnet::Goods listed;
  std::map<std::string, std::string> receivers;  // address → language
  std::vector<Committed> committed;
};

Told told_of(const Dependencies& dependencies, platform::Session& session, const platform::StoredEvent& event) {
  const auto record = records::find_carnet(session, event.payload.at("carnet_id").get<carnet::CarnetId>());
  if (!record) throw std::runtime_error("an event without its carnet: " + event.event_id);
  Told told{record->carnet.number,
            carnet::all_goods(record->carnet.general_list),
            list_receivers(session, record->carnet),
            {}};
  if (told.receivers.empty()) return told;
  for (const auto& line : event.payload.at("transactions")) {
    auto stored = find_stored_transaction(session, line.at("transaction_id").get<std::string>());
    if (!stored) throw std::runtime_error("an event without its transaction: " + event.event_id);
    const auto code =
        crypto::unseal(dependencies.sealing_key, "verification_code", stored->sealed_verification_code).value_or("");
    auto& transaction = stored->transaction;
    transaction.cancelled.reset();  // the letter tells of the commit; a later cancellation shows in the wallet
    auto receipt = receipt_content(session, *record, transaction, code);
    told.committed.push_back({std::move(transaction), std::move(receipt)});
  }
  return told;
}

std::vector<platform::Attachment> drawn(const Told& told) {
  std::vector<platform::Attachment> all;
  for (const auto& [transaction, receipt] : told.committed)
    all.push_back({fmt::format("{}-{}.pdf", told.carnet_number, carnet::to_text(transaction.type)), "application/pdf",
                   receipt_pdf(receipt)});
  return all;
}

// One letter a receiver, with a receipt for each transaction of the event. The same event gives the same letters.
std::vector<platform::Letter> letters_of(const Told& told, const std::vector<platform::Attachment>& attachments,
                                         const std::string& event_id) {
  std::vector<platform::Letter> letters;
  const auto& last = told.committed.back();
  for (const auto& [receiver, language] : told.receivers) {
    const auto text =
        receipt_letter(last.transaction, told.carnet_number, told.listed, last.receipt.committed_at, language);
    platform::Letter letter;
    letter.subject = text.subject;
    letter.text = text.text;
    letter.attachments = attachments;
    letter.to = receiver;
    letter.message_id = fmt::format("receipt.{}.{}", event_id, crypto::sha256_hex(receiver).substr(0, 16));
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
  // To draw a receipt takes several times the processor time of the commit that it tells of.
  auto behind_requests = std::make_shared<platform::BehindRequests>();
  return {
      "customs.send_receipt", "transaction_committed",
      [dependencies, mailer = std::move(mailer), handed_over = std::move(handed_over),
       behind_requests = std::move(behind_requests)](platform::Database& database, const platform::StoredEvent& event) {
        Told told;
        database.read([&](platform::Session& session) { told = told_of(dependencies, session, event); });
        if (told.receivers.empty()) return;  // nobody to draw a receipt for
        std::vector<platform::Attachment> receipts;
        behind_requests->run([&] { receipts = drawn(told); });
        handed_over->send(*mailer, letters_of(told, receipts, event.event_id));
      },
      [](const platform::StoredEvent& event) { return event.subject; }};
}

}  // namespace opencarnet::customs
