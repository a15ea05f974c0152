// One carnet's life over HTTP, from one valid default: every test states only what differs.
//
//   Journey carnet{server()};
//   carnet.items(13).issue().download().sign_carnet();
//   const auto travel = carnet.travel("CH", "DE", "1-4");
//   carnet.cross(travel, "exportation");
#pragma once
#include <string>

#include "support/server.h"

namespace opencarnet::support {

/// What a signed declaration gives its holder.
struct Shown {
  std::string declaration_id, country, qr, short_qr, transaction_code, cancellation_code;
};

class Journey {
 public:
  explicit Journey(RunningServer& server, int holder = 0);

  // Before the draft:
  Journey& items(int count);
  /// Any field of DraftContent instead of the default.
  Journey& with(const std::string& field, json value);
  [[nodiscard]] const json& content() const { return content_; }

  Journey& draft();
  Journey& issue();  // drafts first where that was not done
  Journey& download();
  Journey& sign_carnet();
  /// Issued, downloaded and signed.
  Journey& ready() { return issue().download().sign_carnet(); }

  /// Saves a travel; `more` is merged into its content.
  json travel(const std::string& from, const std::string& to, const json& goods, const json& more = json::object());
  /// The travel as it is now.
  json travel_now(const std::string& travel_id);
  [[nodiscard]] static json declaration(const json& travel, const std::string& type, const std::string& country = {});
  Shown sign(const json& declaration);
  Shown sign(const json& travel, const std::string& type) { return sign(declaration(travel, type)); }
  /// The officer of the declaration's country scans it; the declaration as opened.
  Reply present(const Shown& shown, int officer = 0);
  /// Signs, presents and commits; the answer of commit_transaction.
  json cross(const json& travel, const std::string& type, const json& statement = json::object());
  json commit(const Shown& shown, const json& statement = json::object());
  /// Validation where it is due, and exportation, from CH to that country; the travel.
  json leave_home(const std::string& to, const json& goods);

  [[nodiscard]] json history();
  /// "1-4, 7 home; 5-6 in_territory EU": where every item is.
  [[nodiscard]] std::string places();

  [[nodiscard]] Client& chamber() { return server_.as("nics_client"); }
  [[nodiscard]] Client& wallet() { return server_.as("holder", "CH", holder_); }
  [[nodiscard]] Client& officer(const std::string& country, int colleague = 0) {
    return server_.as("officer", country, colleague);
  }
  [[nodiscard]] std::string at(const std::string& suffix) const;  // "/api/wallet/v1/carnets/768255" + suffix
  [[nodiscard]] std::string id() const { return std::to_string(carnet_id); }

  std::int64_t carnet_id = 0;
  std::string number, pin, etag, to_sign;

 private:
  RunningServer& server_;
  int holder_;
  json content_;
};

[[nodiscard]] std::string declaration_path(const std::string& declaration_id, const std::string& suffix = {});

}  // namespace opencarnet::support
