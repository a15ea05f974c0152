#include "platform/soci_session.h"

#include <fmt/format.h>

#include "platform/query_text.h"

namespace opencarnet::platform {
namespace {

// Far above the number of queries; keeps odd patterns of NULLs from growing without bound.
constexpr std::size_t most_statements = 2000;

}  // namespace

SociSession::Prepared& SociSession::prepared(const std::string& key, const Query& query,
                                             const std::vector<Bind>& binds) {
  const auto source = engine() == Engine::sqlite ? query.sqlite : query.postgres;
  if (const auto found = cache_.find(key); found != cache_.end()) {
    if (found->second->source != source) throw std::logic_error(fmt::format("two queries are named {}", query.name));
    return *found->second;
  }
  if (cache_.size() >= most_statements) cache_.clear();
  const auto text = query_text(engine(), query, binds);
  auto made = std::make_unique<Prepared>(soci_);
  made->source = source;
  made->statement.alloc();
  made->statement.prepare(text.text);
  for (const auto* bind : text.parameters) {
    const auto& slot = made->slots.emplace_back(std::make_unique<Slot>());
    made->names.emplace_back(bind->name);
    if (std::holds_alternative<std::int64_t>(bind->value)) {
      made->statement.exchange(soci::use(slot->integer, made->names.back()));
    } else {
      made->statement.exchange(soci::use(slot->text, made->names.back()));
    }
  }
  made->statement.define_and_bind();
  return *cache_.emplace(key, std::move(made)).first->second;
}

template <class Read>
auto SociSession::execute(const Query& query, const std::vector<Bind>& binds, Read read) {
  const auto key = statement_key(query, binds);
  try {
    auto& entry = prepared(key, query, binds);
    for (std::size_t i = 0; i < entry.names.size(); ++i) {
      const auto bind =
          std::find_if(binds.begin(), binds.end(), [&](const Bind& b) { return b.name == entry.names[i]; });
      if (bind == binds.end()) throw std::logic_error(fmt::format("{}: no value for :{}", query.name, entry.names[i]));
      if (const auto* integer = std::get_if<std::int64_t>(&bind->value)) {
        entry.slots[i]->integer = *integer;
      } else {
        entry.slots[i]->text = std::get<std::string>(bind->value);
        if (entry.slots[i]->text.find('\0') != std::string::npos)
          throw std::runtime_error(fmt::format("{}: a text with a zero byte cannot be stored", query.name));
      }
    }
    const bool first = entry.statement.execute(true);
    auto& backend = *entry.statement.get_backend();
    auto result = read(backend, first);
    release(backend);
    for (auto& slot : entry.slots) {
      if (slot->text.size() > 4096) std::string().swap(slot->text);
    }
    return result;
  } catch (const soci::soci_error& error) {
    cache_.erase(key);
    failed(error, query.name);
    throw;  // never reached; the compiler does not believe it of a virtual function
  } catch (...) {
    cache_.erase(key);  // nothing half read stays open
    throw;
  }
}

std::vector<Row> SociSession::all(const Query& query, const std::vector<Bind>& binds) {
  return execute(query, binds, [this](auto& backend, bool first) { return rows(backend, first); });
}

std::int64_t SociSession::run(const Query& query, const std::vector<Bind>& binds) {
  return execute(query, binds, [this](auto& backend, bool first) { return changed(backend, first); });
}

}  // namespace opencarnet::platform
