// Shows that what happens in a scope changes nothing in the database but traces.
//
//   { support::Unchanged database{server()}; officer.refused(…); }
#pragma once
#include <gtest/gtest.h>

#include "support/digest.h"
#include "support/server.h"

namespace opencarnet::support {

class Unchanged {
 public:
  explicit Unchanged(RunningServer& server) : server_(server), before_(digest_of(server.database())) {}
  ~Unchanged() { EXPECT_EQ(difference(before_, digest_of(server_.database())), "") << "changed by what was refused"; }
  Unchanged(const Unchanged&) = delete;
  Unchanged& operator=(const Unchanged&) = delete;

 private:
  RunningServer& server_;
  Digest before_;
};

}  // namespace opencarnet::support
