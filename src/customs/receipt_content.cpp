#include "customs/receipt_content.h"

#define USE_OS_TZDB 1  // the zones of the system, as the library was built
#include <date/tz.h>
#include <fmt/format.h>

#include "base/code_text.h"
#include "directory/directory_store.h"
#include "records/declaration_record.h"

namespace opencarnet::customs {
namespace {

using carnet::TransactionType;
using documents::ReceiptGoodsList;
using documents::ReceiptType;

// "12500.00" → "12,500.00"
std::string with_thousands(const std::string& number) {
  const auto whole = std::min(number.find('.'), number.size());
  std::string out;
  for (std::size_t at = 0; at < number.size(); ++at) {
    if (at > 0 && at < whole && (whole - at) % 3 == 0) out += ',';
    out += number[at];
  }
  return out;
}

ReceiptType type_of(TransactionType type) {
  switch (type) {
    case TransactionType::validation:
      return ReceiptType::validation;
    case TransactionType::pre_exportation:
      return ReceiptType::pre_exportation;
    case TransactionType::exportation:
      return ReceiptType::exportation;
    case TransactionType::importation:
      return ReceiptType::importation;
    case TransactionType::re_exportation:
      return ReceiptType::re_exportation;
    case TransactionType::re_importation:
      return ReceiptType::re_importation;
    case TransactionType::transit_open:
      return ReceiptType::transit_open;
    case TransactionType::transit_close:
      break;
  }
  return ReceiptType::transit_close;
}

std::string heading_of(TransactionType type) {
  switch (type_of(type)) {
    case ReceiptType::validation:
      return "Validated";
    case ReceiptType::pre_exportation:
      return "Cleared for exportation";
    case ReceiptType::exportation:
      return "Exported";
    case ReceiptType::importation:
      return "Temporarily imported";
    case ReceiptType::re_exportation:
      return "Re-exported";
    case ReceiptType::re_importation:
      return "Re-imported";
    case ReceiptType::transit_open:
      return "In transit";
    case ReceiptType::transit_close:
      break;
  }
  return "Transit ended";
}

std::vector<std::string> lines_of(const carnet::Party& party) {
  std::vector<std::string> lines{party.name};
  const auto& at = party.address;
  for (const auto& line : {at.street, at.postal_code.empty() ? at.city : at.postal_code + " " + at.city, at.state,
                           std::string(at.country)})
    if (!line.empty()) lines.push_back(line);
  return lines;
}

// The General List states value and weight of all pieces of an item: they stand beside it where all of them go; of
// fewer pieces only the number is known.
ReceiptGoodsList list_of(const carnet::Carnet& carnet, const carnet::Transaction& transaction,
                         const std::string& heading, const carnet::Goods& goods, const std::string& action_taken = {}) {
  ReceiptGoodsList out;
  out.heading = heading;
  out.ranges = carnet::to_text(goods, carnet::all_goods(carnet.general_list));
  out.action_taken = action_taken;
  carnet::GeneralList whole;
  bool all_whole = true;
  for (const auto& line : goods.lines()) {
    const auto& item = carnet.general_list.at(static_cast<std::size_t>(line.item) - 1);
    const bool all = line.pieces == item.pieces;
    all_whole = all_whole && all;
    const auto marks = transaction.identification_marks.find(line.item);
    out.rows.push_back({line.item, item.description,
                        all ? std::to_string(line.pieces) : fmt::format("{} of {}", line.pieces, item.pieces),
                        all && item.weight ? to_text(*item.weight) + " " + item.weight->unit : std::string{},
                        all ? with_thousands(to_text(item.value)) : std::string{}, item.country_of_origin,
                        marks == transaction.identification_marks.end() ? std::string{} : marks->second});
    whole.push_back(item);
  }
  out.total_pieces = with_thousands(std::to_string(goods.pieces()));
  const auto sums = all_whole ? carnet::totals(whole, carnet.currency) : Result<carnet::Totals>{};
  if (!all_whole || !sums) return out;
  out.total_value = with_thousands(to_text(sums->value));
  for (const auto& [unit, weight] : sums->weights)
    out.total_weight_or_volume += (out.total_weight_or_volume.empty() ? "" : ", ") + to_text(weight) + " " + unit;
  return out;
}

void add_lists(documents::Receipt& receipt, const carnet::Carnet& carnet, const carnet::Transaction& it) {
  if (!it.goods.empty()) receipt.goods.push_back(list_of(carnet, it, heading_of(it.type), it.goods));
  const auto add = [&](const std::string& heading, const std::vector<carnet::GoodsWithAction>& lists) {
    for (const auto& entry : lists) {
      auto action = entry.action ? std::string(carnet::to_text(*entry.action)) : std::string("none yet");
      std::replace(action.begin(), action.end(), '_', ' ');
      if (!entry.remark.empty()) action += ": " + entry.remark;
      receipt.goods.push_back(list_of(carnet, it, heading, entry.goods, action));
    }
  };
  add("Produced but not re-exported", it.not_re_exported);
  add("Not produced and not meant for later re-exportation", it.not_produced);
  add("Not re-imported", it.not_re_imported);
  if (!it.processed_abroad.empty())
    receipt.goods.push_back(list_of(carnet, it, "Of these processed abroad", it.processed_abroad));
}

std::string territory_name(platform::Session& session, const std::string& code) {
  const auto territory = directory::find_territory(session, code);
  return territory ? territory->name : code;
}

// As the holder stated the journey. Where the travel is not known any more, the side of this territory alone.
void add_journey(documents::Receipt& receipt, platform::Session& session, const carnet::Transaction& it,
                 const std::optional<records::DeclarationRecord>& declared) {
  const auto ends =
      declared ? records::find_ends(session, declared->declaration.travel_id) : std::optional<records::TravelEnds>{};
  const bool inwards = it.type == TransactionType::importation || it.type == TransactionType::re_importation;
  auto from = inwards ? std::string{} : it.territory, to = inwards ? it.territory : std::string{};
  if (ends && it.type != TransactionType::validation) {
    from = ends->from;
    to = ends->to;
  }
  if (!from.empty()) receipt.from_territory = territory_name(session, from);
  if (!to.empty()) receipt.to_territory = territory_name(session, to);
  receipt.place_of_use = it.place_of_use.empty() ? it.place : it.place_of_use;
}

void add_declaration(documents::Receipt& receipt, const carnet::Carnet& carnet, const carnet::Transaction& it,
                     const std::optional<records::DeclarationRecord>& record) {
  receipt.signed_by = carnet.holder.name;
  receipt.supporting_documents = it.supporting_documents;
  if (record && record->declaration.signature_no == it.signature_no && record->declaration.signed_at)
    receipt.signed_at = local_time("UTC", *record->declaration.signed_at);
}

void add_customs(documents::Receipt& receipt, platform::Session& session, const carnet::Transaction& it) {
  const auto country = directory::find_country(session, it.country);
  const auto office = directory::find_office(session, it.office_id);
  const auto zone = office ? office->time_zone : std::string("UTC");
  receipt.country = country ? country->name : it.country;
  receipt.office = it.office;
  receipt.officer = it.officer;
  receipt.committed_at = local_time(zone, it.committed_at);
  receipt.committed_instant = it.committed_at;
  if (it.final_date) receipt.final_date = to_text(*it.final_date);
  receipt.customs_reference = it.customs_reference;
  receipt.remarks = it.remarks;
  receipt.seals = it.seals;
  if (it.seals_intact) receipt.seals = *it.seals_intact ? "intact" : "not intact";
  if (it.late) receipt.notices.emplace_back("Presented after a final date or after the carnet's last day.");
  if (it.paper_evidence_confirmed) receipt.notices.emplace_back("Evidence of an earlier step was seen on paper.");
  for (const auto& change : it.corrections)
    receipt.notices.push_back(fmt::format("Customs changed {}: {} \u2192 {}", change.field,
                                          change.before.empty() ? "(empty)" : change.before,
                                          change.after.empty() ? "(empty)" : change.after));
  if (!it.cancelled) return;
  receipt.cancelled = true;
  receipt.cancelled_note = fmt::format("{}, {}", local_time(zone, it.cancelled->cancelled_at), it.office);
}

}  // namespace

std::string verification_qr(const std::string& transaction_id, const std::string& verification_code) {
  return "OC1V:" + transaction_id + ":" + verification_code;
}

std::string local_time(const std::string& time_zone, Instant instant) {
  return date::format("%Y-%m-%d %H:%M %Z", date::make_zoned(time_zone, date::floor<std::chrono::seconds>(instant)));
}

documents::Receipt receipt_content(platform::Session& session, const records::CarnetRecord& record,
                                   const carnet::Transaction& transaction, const std::string& verification_code) {
  const auto& carnet = record.carnet;
  documents::Receipt receipt;
  receipt.type = type_of(transaction.type);
  receipt.carnet_type = carnet.type == carnet::CarnetType::cpd ? "CPD" : "ATA";
  receipt.carnet_number = carnet.number;
  receipt.carnet_id = std::to_string(carnet.carnet_id);
  receipt.issued_by = record.issued_by;
  receipt.valid_until = to_text(carnet.valid_until);
  receipt.currency = std::string(carnet.currency.code());
  receipt.holder = lines_of(carnet.holder);
  for (const auto& party : carnet.representatives) receipt.representative.push_back(party.name);
  const auto use = directory::find_use(session, carnet.intended_use);
  receipt.intended_use = use ? use->name : carnet.intended_use;
  for (const auto& part : {transaction.mode_of_transport, transaction.transport_details})
    if (!part.empty()) receipt.transport += (receipt.transport.empty() ? "" : ", ") + part;
  receipt.packaging = transaction.packaging;
  const auto declared = records::find_declaration(session, transaction.declaration_id);
  add_journey(receipt, session, transaction, declared);
  add_declaration(receipt, carnet, transaction, declared);
  add_lists(receipt, carnet, transaction);
  add_customs(receipt, session, transaction);
  if (verification_code.empty()) return receipt;
  receipt.verification_code = grouped_code(verification_code);
  receipt.verification_qr = verification_qr(transaction.transaction_id, verification_code);
  return receipt;
}

}  // namespace opencarnet::customs
