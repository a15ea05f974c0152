// Loads reference data from CSV files into the tables of this room.
#pragma once
#include <optional>
#include <string>

#include "base/folder.h"
#include "base/time.h"
#include "platform/db.h"

namespace opencarnet::directory {

/// db/reference, as it stands in the program.
[[nodiscard]] Folder built_in_reference();

/// Writes every row of db/reference: new rows are added, known ones corrected, except rows that somebody changed here.
/// Idempotent: call it at every start. Throws CsvFault when a file is not what it should be.
void load_reference(platform::Session& session, const Folder& folder);

/// Writes what a folder of the same files adds or changes (the demo world's own settings) as if somebody had changed it
/// at that instant; files that are not there change nothing.
void load_overlay(platform::Session& session, const Folder& folder, Instant changed_at);

}  // namespace opencarnet::directory
