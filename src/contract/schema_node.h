// A schema of the contract in the form that judging wants: one node a subschema, references resolved, patterns
// compiled.
#pragma once
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <unicode/regex.h>
#include <nlohmann/json.hpp>

namespace opencarnet::contract {

enum Kind : unsigned {
  kind_null = 1,
  kind_boolean = 2,
  kind_integer = 4,
  kind_number = 8,
  kind_string = 16,
  kind_array = 32,
  kind_object = 64
};

enum class Format { none, day, instant, email };

struct Node {
  bool nothing_fits = false;             // the schema `false`
  unsigned kinds = 0;                    // 0: any
  std::vector<nlohmann::json> possible;  // enum, or the one value of const
  std::string possible_text;

  std::map<std::string, const Node*, std::less<>> properties;
  std::vector<std::string> required;
  const Node* other_properties = nullptr;  // none: not restricted
  const Node* property_names = nullptr;
  std::size_t min_properties = 0, max_properties = std::numeric_limits<std::size_t>::max();

  const Node* items = nullptr;
  std::size_t min_items = 0, max_items = std::numeric_limits<std::size_t>::max();
  bool unique_items = false;

  std::size_t min_length = 0, max_length = std::numeric_limits<std::size_t>::max();
  std::unique_ptr<icu::RegexPattern> pattern;
  std::string pattern_text;
  Format format = Format::none;

  std::optional<double> minimum, maximum, above, below, multiple_of;

  std::vector<const Node*> all_of, any_of, one_of;
  const Node* not_ = nullptr;
  const Node *if_ = nullptr, *then_ = nullptr, *else_ = nullptr;
};

/// Makes nodes from schemas of one OpenAPI document; each referred schema once, also where schemas are recursive.
class NodeMaker {
 public:
  explicit NodeMaker(const nlohmann::json& document) : document_(document) {}
  /// Throws std::runtime_error on a keyword misused or a reference that leads nowhere.
  const Node* make(const nlohmann::json& schema);
  [[nodiscard]] std::vector<std::unique_ptr<Node>> take() { return std::move(nodes_); }

 private:
  Node* fresh();
  void fill(Node& node, const nlohmann::json& schema);
  void fill_text(Node& node, const nlohmann::json& schema);
  void fill_object(Node& node, const nlohmann::json& schema);
  void fill_combination(Node& node, const nlohmann::json& schema);

  const nlohmann::json& document_;
  std::map<std::string, const Node*> referred_;
  std::vector<std::unique_ptr<Node>> nodes_;
};

}  // namespace opencarnet::contract
