#include "records/stored.h"

#include <stdexcept>

#include <simdjson.h>

namespace opencarnet::records {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// A parser keeps about fourteen times the longest text it has seen, so a thread keeps one for ordinary texts only.
constexpr std::size_t ordinary_text = 256U << 10;

/// `read` must not read another stored text.
template <class Read>
auto read_root(const std::string& text, const Read& read) {
  if (text.size() > ordinary_text) {
    simdjson::dom::parser parser;
    return read(parser.parse(text).value());
  }
  static thread_local simdjson::dom::parser parser;
  return read(parser.parse(text).value());
}

template <class Value>
std::optional<Value> maybe(const object& from, std::string_view name) {
  Value value;
  const auto problem = from[name].get(value);
  if (problem == simdjson::NO_SUCH_FIELD) return {};
  if (problem != simdjson::SUCCESS) throw simdjson::simdjson_error(problem);
  return value;
}

std::string text_of(const object& from, std::string_view name) {
  return std::string(maybe<std::string_view>(from, name).value_or(std::string_view{}));
}

std::int64_t integer_of(const object& from, std::string_view name) { return from[name].get_int64().value(); }

std::optional<std::string> maybe_text(const object& from, std::string_view name) {
  const auto found = maybe<std::string_view>(from, name);
  return found ? std::optional<std::string>(*found) : std::nullopt;
}

template <class Read>
void each_of(const object& from, std::string_view name, const Read& read) {
  if (const auto list = maybe<simdjson::dom::array>(from, name))
    for (const auto entry : *list) read(object(entry.get_object().value()));
}

carnet::Goods goods_of(const object& from, std::string_view name) {
  carnet::Goods goods;
  each_of(from, name, [&](const object& line) {
    goods.add(static_cast<int>(integer_of(line, "item")), integer_of(line, "pieces"));
  });
  return goods;
}

std::vector<carnet::GoodsWithAction> lists_of(const object& from, std::string_view name) {
  std::vector<carnet::GoodsWithAction> out;
  each_of(from, name, [&](const object& entry) {
    const auto action = maybe<std::string_view>(entry, "action");
    out.push_back(
        {goods_of(entry, "goods"), action ? carnet::parse_action(*action) : std::nullopt, text_of(entry, "remark")});
  });
  return out;
}

/// What put_statement writes.
template <class Statement>
void read_statement(const object& content, Statement& out) {
  out.place = text_of(content, "place");
  out.mode_of_transport = text_of(content, "mode_of_transport");
  out.transport_details = text_of(content, "transport_details");
  out.packaging = text_of(content, "packaging");
  out.comment = text_of(content, "comment");
  out.supporting_documents = text_of(content, "supporting_documents");
  out.remarks = text_of(content, "remarks");
  out.closes = maybe_text(content, "closes");
  out.identification_marks.clear();
  each_of(content, "identification_marks", [&](const object& mark) {
    out.identification_marks[static_cast<int>(integer_of(mark, "item"))] = text_of(mark, "marks");
  });
  out.corrections.clear();
  each_of(content, "corrections", [&](const object& change) {
    out.corrections.push_back({text_of(change, "field"), text_of(change, "before"), text_of(change, "after")});
  });
}

template <class Value>
Value whole(Result<Value> read) {
  if (!read) throw std::runtime_error("a stored General List cannot be read: " + std::string(name(read.error().code)));
  return *std::move(read);
}

}  // namespace

carnet::GeneralList general_list_from_stored(const std::string& text, Currency currency) {
  return read_root(text, [&](const element& root) {
    const auto lines = root.get_array().value();
    carnet::GeneralList out;
    out.reserve(lines.size());
    for (const auto line : lines) {
      const object entry = line.get_object().value();
      carnet::GeneralItem item;
      item.item = static_cast<int>(integer_of(entry, "item"));
      item.description = std::string(entry["description"].get_string().value());
      item.pieces = integer_of(entry, "pieces");
      item.value = whole(parse_money(entry["value"].get_string().value(), currency));
      if (const auto weight = maybe<std::string_view>(entry, "weight"))
        item.weight = whole(parse_quantity(*weight, maybe<std::string_view>(entry, "weight_unit").value_or("kg")));
      item.country_of_origin = text_of(entry, "country_of_origin");
      out.push_back(std::move(item));
    }
    return out;
  });
}

carnet::Transaction transaction_from_stored(const std::string& text) {
  return read_root(text, [](const element& root) {
    const object content = root.get_object().value();
    carnet::Transaction out;
    out.goods = goods_of(content, "goods");
    out.not_re_exported = lists_of(content, "not_re_exported");
    out.not_produced = lists_of(content, "not_produced");
    out.not_re_imported = lists_of(content, "not_re_imported");
    out.processed_abroad = goods_of(content, "processed_abroad");
    out.on_paper = goods_of(content, "on_paper");
    if (const auto day = maybe<std::string_view>(content, "final_date")) out.final_date = parse_day(*day);
    out.seals_intact = maybe<bool>(content, "seals_intact");
    out.goods_examined = maybe<bool>(content, "goods_examined");
    out.place_of_use = text_of(content, "place_of_use");
    out.seals = text_of(content, "seals");
    out.customs_reference = text_of(content, "customs_reference");
    read_statement(content, out);
    out.paper_evidence_confirmed = maybe<bool>(content, "paper_evidence_confirmed").value_or(false);
    out.late = maybe<bool>(content, "late").value_or(false);
    return out;
  });
}

void read_stored(const std::string& text, carnet::Declaration& out) {
  read_root(text, [&](const element& root) {
    const object content = root.get_object().value();
    out.declared = {goods_of(content, "goods"), goods_of(content, "not_re_exported"), goods_of(content, "not_produced"),
                    goods_of(content, "not_re_imported"), goods_of(content, "processed_abroad")};
    read_statement(content, out);
  });
}

}  // namespace opencarnet::records
