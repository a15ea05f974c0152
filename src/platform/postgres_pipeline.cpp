#include "platform/postgres_pipeline.h"

#include <fmt/format.h>

#include "platform/query_text.h"

namespace opencarnet::platform {
namespace {

std::string text_of(const Query& query, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  const auto& text = std::get<std::string>(value);
  if (text.find('\0') != std::string::npos)
    throw std::runtime_error(fmt::format("{}: a text with a zero byte cannot be stored", query.name));
  return text;
}

// The answer of one statement of the pipeline; libpq puts a nothing behind each.
Answer next_answer(PGconn* connection) {
  Answer answer(PQgetResult(connection));
  if (answer)
    while (const Answer more{PQgetResult(connection)}) {
    }
  return answer;
}

}  // namespace

Answer Pipeline::add(PGconn* connection, const Query& query, const std::vector<Bind>& binds) {
  const auto text = query_text(Engine::postgres, query, binds, Placeholders::numbered);
  const auto [known, made] = prepared_.try_emplace(statement_key(query, binds), fmt::format("p_{}", prepared_.size()));
  if (made) {
    Answer answer(PQprepare(connection, known->second.c_str(), text.text.c_str(), 0, nullptr));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
      prepared_.erase(known);
      return answer;
    }
  }
  Waiting change{query.name, known->second, {}};
  for (const auto* bind : text.parameters) change.values.push_back(text_of(query, bind->value));
  waiting_.push_back(std::move(change));
  return {};
}

bool Pipeline::sent(PGconn* connection, const Waiting& change) {
  std::vector<const char*> values;
  for (const auto& value : change.values) values.push_back(value.c_str());
  return PQsendQueryPrepared(connection, change.statement.c_str(), static_cast<int>(values.size()), values.data(),
                             nullptr, nullptr, 0) == 1;
}

std::vector<Pipeline::Answered> Pipeline::exchange(PGconn* connection, bool commit) {
  const auto changes = std::exchange(waiting_, {});
  if (PQenterPipelineMode(connection) != 1) throw std::logic_error("a pipeline was begun inside a statement");
  std::size_t under_way = 0;
  while (under_way < changes.size() && sent(connection, changes[under_way])) ++under_way;
  // Never the COMMIT without everything that stands before it.
  const bool whole = under_way == changes.size();
  if (commit && whole) PQsendQueryParams(connection, "COMMIT", 0, nullptr, nullptr, nullptr, nullptr, 0);
  PQpipelineSync(connection);
  std::vector<Answered> answers;
  for (std::size_t i = 0; i < changes.size(); ++i)
    answers.push_back({changes[i].query, i < under_way ? next_answer(connection) : Answer()});
  if (commit) answers.push_back({"commit", whole ? next_answer(connection) : Answer()});
  const Answer synchronised(PQgetResult(connection));
  PQexitPipelineMode(connection);  // fails on a lost connection, which is of no more use anyhow
  return answers;
}

}  // namespace opencarnet::platform
