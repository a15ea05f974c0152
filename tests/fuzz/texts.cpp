// Short texts that people and programs write by hand: queries, forms, cookies, credentials, days, amounts, codes,
// names.
#include <limits>

#include "base/code_text.h"
#include "base/money.h"
#include "base/quantity.h"
#include "base/time.h"
#include "contract/read_json.h"
#include "edge/search_form.h"
#include "edge/texts.h"
#include "fuzz/fuzz.h"
#include "http/server.h"
#include "identity/account.h"
#include "identity/client_credentials.h"

namespace opencarnet {
namespace {

using fuzz::promise;

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

void check_form(std::string_view text) {
  if (const auto plain = contract::percent_decoded(text, true)) {
    promise(contract::percent_decoded(encoded(*plain), false) == plain,
            "what was decoded is encoded and decoded again");
    promise(fuzz::is_utf8(*plain), "what was decoded is UTF-8");
  }
  const auto form = contract::read_form(text);
  if (!form) {
    promise(form.error().code == Code::malformed_json || form.error().code == Code::repeated_key,
            "a form is refused for its form");
    return;
  }
  std::string written;
  for (const auto& [name, value] : form->items())
    written += (written.empty() ? "" : "&") + encoded(name) + "=" + encoded(value.get<std::string>());
  promise(contract::read_form(written) == form, "a form that was read is written and read again");
  static_cast<void>(identity::read_credentials(std::nullopt, *form));
}

void check_credentials(std::string_view text) {
  const auto given = identity::read_credentials(std::string(text), nlohmann::json::object());
  promise(given.has_value(), "one way of giving credentials is not two");
  if (!*given) return;
  const auto& [id, secret, from_header] = **given;
  promise(fuzz::is_utf8(id) && fuzz::is_utf8(secret), "credentials are UTF-8");
  promise(id.find('\0') == std::string::npos && secret.find('\0') == std::string::npos, "credentials hold no zero");
}

void check_cookie(fuzz::Input& input) {
  http::Request request;
  request.headers = {{"Cookie", std::string(input.line())}, {"Accept-Language", std::string(input.rest())}};
  const auto cookie = request.cookie("__Host-session");
  if (cookie) promise(cookie->find(';') == std::string::npos, "a cookie ends where the next begins");
  const auto language = edge::Texts::built_in().choose(request.header("accept-language").value_or(""), "fr");
  promise(language == "en" || language == "fr" || language == "ar", "the language chosen is one that is spoken");
}

void check_time(std::string_view text) {
  if (const auto day = parse_day(text)) {
    promise(to_text(*day) == text, "there is one way to write a day");
    promise(parse_day(to_text(add_months(*day, 0))) == day, "a day is the same day after no month");
  }
  if (const auto instant = parse_instant(text))
    promise(parse_instant(to_text(*instant)) == instant, "an instant is written and read again");
}

void check_amounts(fuzz::Input& input) {
  const auto code = input.line();
  const std::string text{input.rest()};
  if (const auto currency = find_currency(code)) {
    promise(currency->code() == code, "a currency is found by its code");
    if (const auto money = parse_money(text, *currency)) {
      promise(money->minor >= 0, "an amount has no sign");
      promise(parse_money(to_text(*money), *currency) == *money, "an amount is written and read again");
      if (const auto sum = add(*money, *money)) promise(sum->minor == 2 * money->minor, "twice is twice");
    }
  }
  if (const auto quantity = parse_quantity(text, code))
    promise(parse_quantity(to_text(*quantity), quantity->unit) == *quantity, "a quantity is written and read again");
}

void check_code(std::string_view text) {
  for (const auto length : {cancellation_code_length, transaction_code_length, verification_code_length}) {
    const auto code = normalise_code(text, length);
    if (!code) continue;
    promise(code->size() == length && code->find_first_not_of(code_alphabet) == std::string::npos,
            "a code is of its alphabet and length");
    promise(normalise_code(grouped_code(*code), length) == code, "a code in groups is the same code");
  }
}

// What ICU does with names: searching and sorting must not depend on who is looked at first.
void check_names(fuzz::Input& input) {
  const std::string a{input.line()}, b{input.line()}, c{input.rest()};
  promise(fuzz::is_utf8(edge::search_form(a)), "the form that is searched is UTF-8");
  promise((edge::compare_names(a, b) < 0) == (edge::compare_names(b, a) > 0), "order has two sides");
  if (edge::compare_names(a, b) <= 0 && edge::compare_names(b, c) <= 0)
    promise(edge::compare_names(a, c) <= 0, "order is transitive");
}

void check_words(fuzz::Input& input) {
  const auto code = static_cast<Code>(input.choice(code_facts.size()));
  Params params;
  for (const auto* name : {"field", "limit", "got", "items", "position", "seconds", "day", "text", "first", "kind"})
    params[name] = input.line();
  for (const auto* language : {"en", "ar", "fr"}) {
    const auto words = edge::Texts::built_in().refusal(code, params, language);
    promise(fuzz::is_utf8(words.title) && fuzz::is_utf8(words.detail) && fuzz::is_utf8(words.next),
            "what a refusal says is UTF-8");
    promise(!words.title.empty() && !words.next.empty(), "a refusal says something");
  }
}

}  // namespace
}  // namespace opencarnet

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace opencarnet;
  fuzz::Input input{data, size};
  switch (input.choice(8)) {
    case 0:
      check_form(input.rest());
      break;
    case 1:
      check_credentials(input.rest());
      break;
    case 2:
      check_cookie(input);
      break;
    case 3:
      check_time(input.rest());
      break;
    case 4:
      check_amounts(input);
      break;
    case 5:
      check_code(input.rest());
      break;
    case 6:
      check_names(input);
      break;
    default:
      check_words(input);
  }
  return 0;
}
