#include "backup/verify.h"

#include <fmt/format.h>

#include "backup/carnet_proof_store.h"
#include "backup/document_proof_store.h"
#include "customs/customs.h"
#include "customs/kept_codes_store.h"
#include "platform/event_proof.h"
#include "wallet/kept_codes_store.h"

namespace opencarnet::backup {
namespace {

using platform::Found;
using platform::Session;

/// Returns what was looked at, in words.
using Run = std::function<std::string(Session&, const Found&)>;

std::string schema(Session& session, const Found& found) {
  const auto objects = platform::check_schema(session, found);
  return fmt::format("version {}, {} tables, indexes, constraints, triggers and views",
                     platform::schema_version(session), objects);
}

std::string storage(Session& session, const Found& found) {
  platform::check_storage(session, found);
  return session.engine() == platform::Engine::sqlite ? "pages, indexes and references of SQLite"
                                                      : "constraints and indexes of PostgreSQL";
}

std::string events(Session& session, const Found& found) {
  const auto count = platform::prove_log(session, found, [&](const platform::StoredEvent& event) {
    if (event.type == "carnet_issued") prove_issue(session, event, found);
  });
  return fmt::format("{} events in order, {} not numbered yet, each with its leaf", count.numbered, count.waiting);
}

std::string carnets(Session& session, const Found& found) {
  const auto count = prove_carnets(session, found);
  return fmt::format("{} issued carnets and {} drafts, {} transactions with their events", count.issued, count.drafts,
                     count.transactions);
}

std::string transactions(Session& session, const Found& found) {
  prove_transactions(session, found);
  return "each with carnet and declaration, none that counts twice";
}

std::string documents(Session& session, const Found& found) {
  return fmt::format("{} documents of declarations, corrections, travels and accounts",
                     prove_documents(session, found));
}

Run sealed(const keystore::MasterKey& master) {
  return [&master](Session& session, const Found& found) {
    try {
      const auto ring = keystore::find_ring(session, master);
      if (!ring) found("there are no signing keys");
    } catch (const std::runtime_error&) {
      found("the signing keys cannot be opened with this master key");
    }
    const auto keys = wallet::code_keys(master);
    const auto verification =
        customs::prove_kept_codes(session, keys.hashing, master.derived(customs::verification_sealing), found);
    const auto declarations = wallet::prove_kept_codes(session, keys, found);
    return fmt::format("signing keys, {} verification codes, codes of {} declarations", verification, declarations);
  };
}

std::int64_t run(platform::Database& database, std::string_view name, const Run& check, const Tell& tell) {
  std::int64_t findings = 0;
  std::string looked_at = "ended early";
  const auto found = [&](const std::string& what) {
    ++findings;
    tell(fmt::format("FOUND {:<13}{}", name, what));
  };
  try {
    database.read([&](Session& session) {
      findings = 0;  // the door may try again
      looked_at = check(session, found);
    });
  } catch (const nlohmann::json::exception&) {  // its words would quote what is stored
    found("a document is not of the form this program writes");
  } catch (const std::exception& problem) {
    found(problem.what());
  }
  tell(fmt::format("{} {:<13}{}{}", findings == 0 ? "ok   " : "FOUND", name, looked_at,
                   findings == 0 ? "" : fmt::format(": {} findings", findings)));
  return findings;
}

std::int64_t readable_version(platform::Database& database) {
  std::int64_t version = 0;
  try {
    database.read([&](Session& session) { version = platform::schema_version(session); });
  } catch (const std::exception&) {  // the check of the schema has told of it
    version = 0;
  }
  return version;
}

}  // namespace

std::int64_t verify(platform::Database& database, const std::optional<keystore::MasterKey>& master, const Tell& tell,
                    std::int64_t findings) {
  findings += run(database, "schema", schema, tell);
  findings += run(database, "storage", storage, tell);
  if (readable_version(database) != platform::newest_schema_version()) {
    tell("The other checks need the schema of this program.");
    return findings;
  }
  findings += run(database, "events", events, tell);
  findings += run(database, "carnets", carnets, tell);
  findings += run(database, "transactions", transactions, tell);
  findings += run(database, "documents", documents, tell);
  if (master) findings += run(database, "sealed", sealed(*master), tell);
  if (!master) tell("      sealed       not opened: there is no master key here");
  tell(findings == 0 ? "Nothing was found." : fmt::format("{} findings.", findings));
  return findings;
}

}  // namespace opencarnet::backup
