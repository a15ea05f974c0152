// Reads and writes the directory. Reads give plain data; nothing here decides a rule.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/association.h"
#include "directory/country.h"
#include "directory/office.h"
#include "directory/territory.h"
#include "directory/word.h"
#include "platform/db.h"

namespace opencarnet::directory {

using platform::Session;

[[nodiscard]] std::optional<Territory> find_territory(Session& session, std::string_view code);
[[nodiscard]] std::vector<Territory> list_territories(Session& session);

[[nodiscard]] std::optional<Country> find_country(Session& session, std::string_view code);
[[nodiscard]] std::vector<Country> list_countries(Session& session);
/// The customs territory a country belongs to; none for an unknown, disabled or unaffiliated country.
[[nodiscard]] std::optional<std::string> territory_of(Session& session, std::string_view country);

/// Whether declarations in that country are digital on that day (rules X3, M1); false for a country without a date.
[[nodiscard]] bool is_digital(Session& session, std::string_view country, Day day);
[[nodiscard]] std::vector<DigitalDate> list_digital_dates(Session& session);

[[nodiscard]] std::optional<Administration> find_administration(Session& session, std::string_view administration_id);
[[nodiscard]] std::vector<Administration> list_administrations(Session& session);
[[nodiscard]] std::vector<Region> list_regions(Session& session, std::string_view administration_id);
[[nodiscard]] std::optional<Office> find_office(Session& session, std::string_view office_id);
/// By Latin name, inactive ones included.
[[nodiscard]] std::vector<Office> list_offices_of_administration(Session& session, std::string_view administration_id);
[[nodiscard]] std::vector<Office> list_offices_of_region(Session& session, std::string_view region_id);

[[nodiscard]] std::optional<Association> find_association(Session& session, std::string_view association_id);
[[nodiscard]] std::vector<Association> list_associations(Session& session);

[[nodiscard]] std::optional<Use> find_use(Session& session, std::string_view code);
[[nodiscard]] std::vector<Use> list_uses(Session& session);
[[nodiscard]] std::optional<Currency> find_currency(Session& session, std::string_view code);
[[nodiscard]] std::vector<Currency> list_currencies(Session& session);
[[nodiscard]] std::optional<Unit> find_unit(Session& session, std::string_view code);
[[nodiscard]] std::vector<Unit> list_units(Session& session);

/// Adds the row, or replaces the one with the same identifier.
void put_administration(Session& session, const Administration& administration);
void put_region(Session& session, const Region& region);
void put_office(Session& session, const Office& office);
/// `changed_at` says when somebody here changed it, so that reference data leaves it alone from then on.
void put_association(Session& session, const Association& association, Instant changed_at);

}  // namespace opencarnet::directory
