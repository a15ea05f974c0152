#include "contract/read_json.h"

#include "base/utf8.h"

namespace opencarnet::contract {
namespace {

using nlohmann::json;

// Builds the document value by value; stops at the first thing that may not be.
class Reader final : public nlohmann::json_sax<json> {
 public:
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(json::object()); }
  bool start_array(std::size_t /*size*/) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    json& object = *open_.back();
    if (object.contains(name)) {
      repeated = name;
      return false;
    }
    slot_ = &object[name];
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/, const json::exception& error) override {
    at = position;
    problem = error.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …": the last part says it.
    if (const auto colon = problem.find(": "); colon != std::string::npos) problem.erase(0, colon + 2);
    return false;
  }

  json root;
  std::string problem, repeated;
  std::size_t at = 0;
  bool too_deep = false;

 private:
  json* place(json value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    if (slot_ != nullptr) {
      *slot_ = std::move(value);
      return std::exchange(slot_, nullptr);
    }
    open_.back()->push_back(std::move(value));
    return &open_.back()->back();
  }
  bool put(json value) {
    place(std::move(value));
    return true;
  }
  bool open(json value) {
    if (open_.size() == max_depth) {
      too_deep = true;
      return false;
    }
    open_.push_back(place(std::move(value)));  // stays where it is: its parent is not touched while it is open
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<json*> open_;
  json* slot_ = nullptr;
};

// Counts what the parser has taken, so that our own refusals can say where.
struct Counter {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  const char* at;
  const char** reached;
  reference operator*() const { return *at; }
  Counter& operator++() {
    ++at;
    if (*reached < at) *reached = at;
    return *this;
  }
  Counter operator++(int) {
    Counter before = *this;
    ++*this;
    return before;
  }
  friend bool operator!=(const Counter& a, const Counter& b) { return a.at != b.at; }
};

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Result<json> read_json(std::string_view text) {
  Reader reader;
  const char* reached = text.data();
  const Counter begin{text.data(), &reached}, end{text.data() + text.size(), &reached};
  if (json::sax_parse(begin, end, &reader)) return std::move(reader.root);
  const auto position = std::to_string(reached - text.data());
  if (reader.too_deep)
    return refuse(Code::nested_too_deeply, {{"limit", std::to_string(max_depth)}, {"position", position}});
  if (!reader.repeated.empty()) return refuse(Code::repeated_key, {{"field", reader.repeated}, {"position", position}});
  return refuse(Code::malformed_json, {{"position", std::to_string(reader.at)}, {"problem", reader.problem}});
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return {};
      const int high = hex(text[i + 1]), low = hex(text[i + 2]);
      if (high < 0 || low < 0) return {};
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(text[i] == '+' && plus_is_blank ? ' ' : text[i]);
    }
  }
  if (!is_utf8(out)) return {};
  return out;
}

Result<json> read_form(std::string_view text) {
  json form = json::object();
  std::size_t from = 0;
  while (from < text.size()) {
    const auto end = std::min(text.find('&', from), text.size());
    const auto pair = text.substr(from, end - from);
    if (!pair.empty()) {
      const auto equals = std::min(pair.find('='), pair.size());
      const auto name = percent_decoded(pair.substr(0, equals), true);
      const auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
      if (!name || !value || value->find('\0') != std::string::npos)
        return refuse(Code::malformed_json, {{"position", std::to_string(from + 1)}, {"problem", "not form-encoded"}});
      if (form.contains(*name))
        return refuse(Code::repeated_key, {{"field", *name}, {"position", std::to_string(end)}});
      form[*name] = *value;
    }
    from = end + 1;
  }
  return form;
}

std::string pointer_token(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace opencarnet::contract
