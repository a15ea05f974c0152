// The running server: everything it is made of, in the order it starts and, reversed, stops.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "crypto/secrets.h"
#include "runtime/config.h"

namespace opencarnet::bin {

class Program {
 public:
  /// Opens the database, brings its schema to the newest version and makes all parts. Throws std::runtime_error.
  /// `password_cost`: tests make passwords and PINs cheap; no setting does.
  explicit Program(const runtime::Config& config, crypto::PasswordCost password_cost = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Takes requests from here on; returns at once.
  void start();
  [[nodiscard]] int port() const;
  /// Operations of the contract that no room serves.
  [[nodiscard]] std::vector<std::string> unserved() const;
  /// Lets running requests end, closes live streams, finishes the jobs in hand.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace opencarnet::bin
