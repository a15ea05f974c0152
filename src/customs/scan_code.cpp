#include "carnet/codes.h"
#include "crypto/codes.h"
#include "crypto/declaration_qr.h"
#include "customs/presented.h"
#include "customs/use_cases.h"
#include "platform/guesses.h"

namespace opencarnet::customs {
namespace {

// What the officer holds in hand. A signed QR proves its code; a typed one is a guess until it is found (X1).
struct Scanned {
  std::string carnet;  // as typed: ID or number
  std::string transaction_code;
  std::optional<std::int64_t> signature_no;  // of a signed QR
};

Result<Scanned> read_qr(const Dependencies& dependencies, const std::string& text) {
  // The short form is printed with either prefix.
  if (const auto found = crypto::parse_short_qr(text))
    return Scanned{std::to_string(found->carnet_id), found->transaction_code, {}};
  const auto read = crypto::verify_declaration_qr(text, dependencies.ring.verification_keys());
  if (!read) return tl::unexpected(read.error());
  return Scanned{std::to_string(read->carnet_id), read->transaction_code, read->version};
}

Result<std::string> read_typed_code(const std::string& typed) {
  auto code = carnet::read_code(carnet::CodeKind::transaction, typed);
  if (code) return code;
  FieldErrors errors;
  errors.add("/transaction_code", code.error().code, code.error().params);
  return tl::unexpected(std::move(errors).verdict().error());
}

Result<Scanned> read(const Dependencies& dependencies, const nlohmann::json& body) {
  FieldErrors errors;
  const bool typed = body.contains("carnet") || body.contains("transaction_code");
  if (body.contains("qr")) {
    if (!typed) return read_qr(dependencies, body.at("qr").get<std::string>());
    errors.add("/qr", Code::scan_in_one_way);
  } else {
    for (const std::string field : {"carnet", "transaction_code"})
      if (typed && !body.contains(field)) errors.add("/" + field, Code::missing_field, {{"field", field}});
    if (!typed) errors.add("/qr", Code::missing_field, {{"field", "qr"}});
  }
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(std::move(verdict.error()));
  auto code = read_typed_code(body.at("transaction_code").get<std::string>());
  if (!code) return tl::unexpected(std::move(code.error()));
  return Scanned{body.at("carnet").get<std::string>(), *std::move(code), {}};
}

struct Found {
  std::optional<records::DeclarationRecord> record;  // none: its travel was deleted
  std::int64_t signature_no = 0;                     // of what was scanned
  std::optional<Instant> replaced_at;
};

// The declaration this code belongs, or once belonged, to.
std::optional<Found> find(Context& context, const Dependencies& dependencies, const Scanned& scanned,
                          std::optional<carnet::CarnetId> carnet_id) {
  const auto hash = crypto::code_hash(dependencies.code_key, "transaction_code", scanned.transaction_code);
  if (const auto declaration_id = records::find_declaration_id(context.db(), hash)) {
    auto record = records::find_declaration(context.db(), *declaration_id);
    if (!record || record->declaration.carnet_id != carnet_id) return {};
    const auto newest = record->declaration.signature_no;
    return Found{std::move(record), scanned.signature_no.value_or(newest), {}};
  }
  const auto replaced = find_replaced_code(context.db(), hash);
  if (!replaced || replaced->carnet_id != carnet_id) return {};
  return Found{records::find_declaration(context.db(), replaced->declaration_id),
               scanned.signature_no.value_or(replaced->signature_no), replaced->replaced_at};
}

// Without a hard stop: an hour's wait locks a guesser out, and the holder can always show the QR.
platform::GuessLimit limit_of_carnet(const std::string& carnet) { return {"transaction_code:carnet:" + carnet, 5, 0}; }

// Counted by the hour: slips of one day are forgiven the next, and an office that never rests is not slowed by them.
std::vector<platform::GuessLimit> limits_of_desk(const Context& context, const Desk& desk) {
  const auto hour = ":" + to_text(context.now).substr(0, 13);
  return {{"transaction_code:officer:" + context.actor.account_id + hour, 5, 0},
          {"transaction_code:office:" + desk.office_id + hour, 20, 0}};
}

// X1: refuses code_unknown, the same whether the carnet or the code is wrong; a wrong one stays counted.
Result<Found> look_up(Context& context, const Dependencies& dependencies, const Scanned& scanned, const Desk& desk) {
  const auto carnet_id = records::find_carnet_id(context.db(), scanned.carnet);
  // What is typed may be anything, a code in the wrong field too: a key never repeats it (S11).
  const auto own =
      limit_of_carnet(carnet_id ? std::to_string(*carnet_id) : "unknown:" + crypto::sha256_hex(scanned.carnet));
  const auto shared = limits_of_desk(context, desk);
  auto limits = shared;
  limits.push_back(own);
  const bool guess = !scanned.signature_no;
  if (guess)
    if (auto verdict = platform::begin_guess(context.db(), limits, context.now); !verdict)
      return tl::unexpected(std::move(verdict.error()));
  auto found = find(context, dependencies, scanned, carnet_id);
  if (found) {
    if (guess) {
      platform::guess_was_right(context.db(), {own});
      platform::take_back_guess(context.db(), shared);  // one right code does not pay for wrong ones of other carnets
    }
    return *std::move(found);
  }
  if (carnet_id) audit(context, "scan_code", *carnet_id, "code_unknown");
  Refusal refusal{Code::code_unknown, {}, {}, true};
  return tl::unexpected(std::move(refusal));
}

Result<records::DeclarationRecord> newest(Found found) {
  auto& record = found.record;
  auto current = record ? record->declaration : carnet::Declaration{};  // a deleted travel leaves nothing signed
  if (found.replaced_at && current.signature_no == found.signature_no) current.signed_at.reset();
  if (auto verdict = check_newest(current, found.signature_no, found.replaced_at); !verdict)
    return tl::unexpected(std::move(verdict.error()));
  if (!record) return refuse(Code::code_unknown);
  return *std::move(record);
}

}  // namespace

Result<Answer> scan_code(const Dependencies& dependencies, Context& context, const Input& input) {
  const auto scanned = read(dependencies, input.body);
  if (!scanned) return tl::unexpected(scanned.error());
  const auto desk =
      desk_at(context, input.body.contains("office_id") ? std::optional{input.body.at("office_id").get<std::string>()}
                                                        : std::nullopt);
  if (!desk) return tl::unexpected(desk.error());
  auto found = look_up(context, dependencies, *scanned, *desk);
  if (!found) return tl::unexpected(found.error());
  const auto record = newest(*std::move(found));
  if (!record) return tl::unexpected(record.error());
  const auto& declaration = record->declaration;
  if (declaration.territory != desk->territory.code)
    return refuse(Code::declaration_for_another_territory,
                  {{"declared", declaration.territory}, {"territory", desk->territory.code}});
  const auto file = load_carnet_file(context.db(), declaration.carnet_id);
  if (!file) throw std::runtime_error("a declaration without carnet: " + declaration.declaration_id);

  insert_presentation(context.db(), {declaration.declaration_id, declaration.signature_no, declaration.carnet_id,
                                     context.actor.tenant_id, desk->country, desk->territory.code, desk->office_id,
                                     context.actor.account_id, context.now});
  const auto type = std::string(carnet::to_text(declaration.type));
  publish(context, *file, *desk, "declaration_presented",
          {{"declaration_id", declaration.declaration_id}, {"type", type}, {"office", desk->office}});
  audit(context, "scan_code", declaration.carnet_id);
  Answer answer;
  answer.body = {{"declaration_id", declaration.declaration_id},
                 {"carnet_id", declaration.carnet_id},
                 {"carnet_number", file->carnet().number},
                 {"type", type},
                 {"country", declaration.country},
                 {"territory", declaration.territory},
                 {"office_id", desk->office_id}};
  return answer;
}

}  // namespace opencarnet::customs
