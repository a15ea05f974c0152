// The contract at run time: every operation of every audience with its address, parameters and schemas.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "contract/validate.h"

namespace opencarnet::contract {

struct Parameter {
  std::string name;
  bool required = false;
  Schema schema;
  std::optional<std::string> preset;  // the contract's default
};

/// What an operation answers with one status.
struct AnswerForm {
  std::set<std::string> media;           // empty: no body
  nlohmann::json schema;                 // of application/json; null where there is none
  std::vector<nlohmann::json> examples;  // of application/json
};

enum class BodyKind { none, json, form, bytes };

struct Operation {
  std::string name;      // "customs.commit_transaction": audience and operationId
  std::string audience;  // "customs"
  std::string method;    // "POST"
  std::string path;      // "/api/customs/v1/declarations/{declaration_id}/commit"
  std::string summary;
  std::set<std::string> roles;  // x-roles
  bool demo_only = false;       // x-demo
  std::size_t max_body = 1u << 20;

  std::map<std::string, Parameter> path_parameters, query_parameters;
  std::set<std::string> headers;  // names of the headers the operation declares, in lower case

  BodyKind body = BodyKind::none;
  bool body_required = false;
  std::set<std::string> body_media;
  std::optional<Schema> body_schema;
  std::vector<nlohmann::json> body_examples;

  std::map<std::string, AnswerForm> answers;  // by "200", "default"
  const nlohmann::json* document = nullptr;

  /// Whether `body` is what the contract promises for this status; made for tests and debugging, not for speed.
  [[nodiscard]] Verdict check_answer(int status, const nlohmann::json& answer) const;

 private:
  friend class Contract;
  mutable std::map<std::string, std::unique_ptr<Schema>> answer_schemas_;
  std::shared_ptr<std::mutex> answer_lock_ = std::make_shared<std::mutex>();
};

/// Where a request leads: an operation per method, or nothing at all.
struct Match {
  std::map<std::string, const Operation*> by_method;
  std::map<std::string, std::string> path;  // parameters as text
};

class Contract {
 public:
  /// From documents by audience. Throws std::runtime_error when one cannot be read.
  explicit Contract(std::map<std::string, nlohmann::json> documents);
  Contract(const Contract&) = delete;
  Contract& operator=(const Contract&) = delete;

  /// The contract this program was built with.
  [[nodiscard]] static const Contract& built_in();

  [[nodiscard]] const std::map<std::string, nlohmann::json>& documents() const { return documents_; }
  [[nodiscard]] const std::vector<std::unique_ptr<Operation>>& operations() const { return operations_; }
  [[nodiscard]] const Operation* find(std::string_view name) const;
  /// `path` decoded once. A literal segment is preferred to a parameter.
  [[nodiscard]] Match match(std::string_view path) const;

 private:
  struct Step;
  void add(const std::string& audience, const std::string& base, const std::string& path, const std::string& method,
           const nlohmann::json& item, const nlohmann::json& operation);
  void enter(Operation& operation);

  std::map<std::string, nlohmann::json> documents_;
  std::vector<std::unique_ptr<Operation>> operations_;
  std::map<std::string, const Operation*, std::less<>> by_name_;
  std::shared_ptr<Step> root_;
};

}  // namespace opencarnet::contract
