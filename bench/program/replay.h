// One client of the bare database.
#pragma once
#include <memory>

#include "program/recorded.h"

namespace opencarnet::bench {

/// The values of one crossing that is asked again.
class Fill : public Values {
 public:
  Fill(const Crossing& crossing, const Counter& counter, std::int64_t sequence,
       const std::vector<std::size_t>& fresh_lengths);
  void append(std::size_t place, std::string& out) const override;

 private:
  std::vector<std::string> values_;
};

class BareClient {
 public:
  BareClient() = default;
  BareClient(const BareClient&) = delete;
  BareClient& operator=(const BareClient&) = delete;
  virtual ~BareClient() = default;
  /// Its statements are prepared from here on.
  [[nodiscard]] static std::unique_ptr<BareClient> open(const std::string& url, const Recording& recording);
  virtual void play(const RecordedTransaction& transaction, const Values& values) = 0;
};

[[nodiscard]] std::unique_ptr<BareClient> open_bare_postgres(const std::string& url, const Recording& recording);
[[nodiscard]] std::unique_ptr<BareClient> open_bare_sqlite(const std::string& path, const Recording& recording);

}  // namespace opencarnet::bench
