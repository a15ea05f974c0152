// The people, offices and goods of the demo world, read from db/demo. Everybody in it is invented.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/folder.h"
#include "base/time.h"
#include "directory/association.h"
#include "directory/office.h"
#include "platform/db.h"

namespace opencarnet::demo {

struct Officer {
  std::string email, role;  // officer, controller, regional_manager, admin
  std::string administration_id, region_id, office_id;
  std::string display_name, badge_number, language;
};

/// An association with its machine client and the beginning of its carnet numbers (rule C1).
struct Chamber {
  directory::Association association;
  std::string number_prefix, currency, client_id;
  int per_100_eur = 100;  // what 100 EUR are in its currency, roughly: catalogue values are converted with it
};

struct Holder {
  std::string holder_id, kind;  // company or person
  std::string name, street, postal_code, city, country, email, phone, registration;
  std::string representative;  // empty: presents the carnet in person
  std::string catalogue;       // what this holder travels with
};

/// One number of a General List (rule C3), with the contract's field names.
struct GeneralItem {
  int item = 0;
  std::string description;
  int pieces = 1;
  std::string weight, weight_unit;  // both empty where no weight is stated
  std::string value;                // of all its pieces, decimal with two places
  std::string country_of_origin;    // may be empty
  friend bool operator==(const GeneralItem&, const GeneralItem&) = default;
};

struct Catalogue {
  std::string catalogue, title, intended_use, currency;
  std::vector<GeneralItem> goods;
};

struct World {
  std::vector<directory::Administration> administrations;
  std::vector<directory::Region> regions;
  std::vector<directory::Office> offices;
  std::vector<Officer> officers;
  std::vector<Chamber> chambers;
  std::vector<Holder> holders;
  std::vector<Catalogue> catalogues;
  std::map<std::string, std::string, std::less<>> territories;  // country → customs territory
  std::map<std::string, std::string, std::less<>> time_zones;   // country → time zone

  /// Each throws std::out_of_range for what the world does not hold.
  [[nodiscard]] const directory::Office& office(std::string_view office_id) const;
  [[nodiscard]] const Chamber& chamber(std::string_view association_id) const;
  [[nodiscard]] const Holder& holder(std::string_view holder_id) const;
  [[nodiscard]] const Catalogue& catalogue(std::string_view catalogue) const;
  [[nodiscard]] const std::string& territory_of(std::string_view country) const;
  /// The officer (of role officer) who stands at that office.
  [[nodiscard]] const Officer& officer_at(std::string_view office_id) const;
};

/// db/demo, as it stands in the program.
[[nodiscard]] Folder built_in_world();
/// From db/demo and db/reference as they stand in the program. Throws CsvFault when a file is not what it should be.
[[nodiscard]] World read_world();

/// Writes the world's part of the directory: settings of the demo territories, administrations, regions, offices,
/// associations. Accounts, clients and carnets are made through their own use cases.
void store_directory(platform::Session& session, const World& world, Instant now);

}  // namespace opencarnet::demo
