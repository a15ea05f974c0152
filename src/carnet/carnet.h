// The carnet as its issuer states it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carnet/general_list.h"
#include "carnet/words.h"

namespace opencarnet::carnet {

struct Address {
  std::string street, postal_code, city, state;
  CountryCode country;
  friend bool operator==(const Address&, const Address&) = default;
};

enum class PartyKind : std::uint8_t { company, person };

/// Holder or representative (C5).
struct Party {
  PartyKind kind = PartyKind::company;
  std::string name;
  Address address;
  std::string email, phone, registration;
  friend bool operator==(const Party&, const Party&) = default;
};

/// Pairs of vouchers, counted apart (C6).
struct Sets {
  std::int64_t exportation_re_importation = 0;  // yellow
  std::int64_t importation_re_exportation = 0;  // white
  std::int64_t transit = 0;                     // blue
  friend bool operator==(const Sets&, const Sets&) = default;
};
inline constexpr std::int64_t most_sets = 999;

/// What is stored of a carnet's life (C7); `activated` is derived, `expired` is a date. See life.h.
enum class Standing : std::uint8_t { draft, issued, blocked, cancelled, discharged, replaced };
[[nodiscard]] std::string_view to_text(Standing standing);
[[nodiscard]] std::optional<Standing> parse_standing(std::string_view text);

struct Carnet {
  CarnetId carnet_id = 0;
  std::string number;
  CarnetType type = CarnetType::ata;
  Standing standing = Standing::draft;
  CountryCode country_of_issue;
  TerritoryCode home_territory;
  Day issued_on{};
  Day valid_until{};  // inclusive
  Currency currency;
  UseCode intended_use;
  Party holder;
  std::vector<Party> representatives;
  std::vector<TerritoryCode> territories;  // Box P
  Sets sets;
  GeneralList general_list;
  std::string remarks;
  friend bool operator==(const Carnet&, const Carnet&) = default;
};

/// C1: two letters of a country, then 6 to 16 capitals or digits.
[[nodiscard]] bool is_carnet_number(std::string_view number);
/// ISO 3166 form: two capitals (test codes XA–XZ included); says nothing about whether the country exists.
[[nodiscard]] bool is_country_code(std::string_view code);

/// C2: the last day a carnet issued on that day can have: 2026-01-10 → 2027-01-09.
[[nodiscard]] Day latest_validity(Day issued_on);
/// C2: valid on its issue date, on its last day, and between.
[[nodiscard]] bool is_valid_on(const Carnet& carnet, Day day);
[[nodiscard]] bool is_expired_on(const Carnet& carnet, Day day);

/// Everything that keeps a draft from being issued with the dates it has, every field error at once (C1–C6).
[[nodiscard]] Verdict check_carnet(const Carnet& carnet);

}  // namespace opencarnet::carnet
