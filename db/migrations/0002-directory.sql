-- The directory: who takes part (countries, territories, customs administrations, associations) and on which terms.
-- Reference rows come from db/reference at every start; a row somebody changed (changed_at) is left alone.

CREATE TABLE territories (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  carnet_type TEXT NOT NULL,
  two_step_export BIGINT NOT NULL,
  refuses_split_importation BIGINT NOT NULL,
  late_transit_close BIGINT NOT NULL,
  refuses_expired_carnets BIGINT NOT NULL,
  postal TEXT NOT NULL,
  transit TEXT NOT NULL,
  enabled BIGINT NOT NULL,
  certainty TEXT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL,
  note TEXT NOT NULL,
  changed_at TEXT
);

CREATE TABLE countries (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  territory TEXT REFERENCES territories (code),
  guaranteed_by TEXT,
  transit TEXT NOT NULL,
  postal TEXT NOT NULL,
  enabled BIGINT NOT NULL,
  certainty TEXT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL,
  note TEXT NOT NULL,
  changed_at TEXT
);
CREATE INDEX countries_by_territory ON countries (territory);

CREATE TABLE uses (
  code TEXT NOT NULL PRIMARY KEY,
  annex TEXT NOT NULL,
  name TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  title_of_annex TEXT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL
);

CREATE TABLE territory_uses (
  territory TEXT NOT NULL REFERENCES territories (code),
  intended_use TEXT NOT NULL REFERENCES uses (code),
  accepted BIGINT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL,
  note TEXT NOT NULL,
  changed_at TEXT,
  PRIMARY KEY (territory, intended_use)
);

CREATE TABLE currencies (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  minor_units BIGINT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL
);

CREATE TABLE units (
  code TEXT NOT NULL PRIMARY KEY,
  rec20 TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL
);

CREATE TABLE digital_dates (
  country TEXT NOT NULL PRIMARY KEY REFERENCES countries (code),
  provisional TEXT,
  confirmed TEXT,
  notified_on TEXT,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL,
  note TEXT NOT NULL,
  changed_at TEXT
);

-- National guaranteeing associations (NGA) and issuing associations (IA) under them.
CREATE TABLE associations (
  association_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL REFERENCES countries (code),
  parent TEXT REFERENCES associations (association_id),
  address TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  enabled BIGINT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL,
  note TEXT NOT NULL,
  changed_at TEXT
);
CREATE INDEX associations_by_country ON associations (country);
CREATE INDEX associations_by_parent ON associations (parent);

-- The customs service of one country: a tenant of the portal.
CREATE TABLE administrations (
  administration_id TEXT NOT NULL PRIMARY KEY,
  country TEXT NOT NULL REFERENCES countries (code),
  name TEXT NOT NULL,
  name_latin TEXT NOT NULL,
  language TEXT NOT NULL,
  email TEXT NOT NULL,
  active BIGINT NOT NULL,
  CONSTRAINT administrations_country_unique UNIQUE (country)
);

CREATE TABLE regions (
  region_id TEXT NOT NULL PRIMARY KEY,
  administration_id TEXT NOT NULL REFERENCES administrations (administration_id),
  country TEXT NOT NULL REFERENCES countries (code),
  name TEXT NOT NULL,
  active BIGINT NOT NULL,
  CONSTRAINT regions_administration_id_name_unique UNIQUE (administration_id, name)
);

CREATE TABLE offices (
  office_id TEXT NOT NULL PRIMARY KEY,
  administration_id TEXT NOT NULL REFERENCES administrations (administration_id),
  region_id TEXT NOT NULL REFERENCES regions (region_id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_latin TEXT NOT NULL,
  country TEXT NOT NULL REFERENCES countries (code),
  time_zone TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  latitude TEXT NOT NULL,
  longitude TEXT NOT NULL,
  hours TEXT NOT NULL,
  types TEXT NOT NULL,
  active BIGINT NOT NULL,
  CONSTRAINT offices_administration_id_code_unique UNIQUE (administration_id, code)
);
CREATE INDEX offices_by_region ON offices (region_id);
CREATE INDEX offices_by_country ON offices (country);

-- What other rooms may read.
CREATE VIEW v_territories AS
  SELECT code, name, name_fr, carnet_type, two_step_export, refuses_split_importation, late_transit_close,
         refuses_expired_carnets, postal, transit, enabled, certainty
  FROM territories;

CREATE VIEW v_territory_uses AS
  SELECT territory, intended_use, accepted FROM territory_uses;

CREATE VIEW v_countries AS
  SELECT c.code, c.name, c.name_fr, c.time_zone, c.territory, c.guaranteed_by, c.enabled,
         d.confirmed AS digital_since
  FROM countries c LEFT JOIN digital_dates d ON d.country = c.code;

CREATE VIEW v_offices AS
  SELECT o.office_id, o.administration_id, o.region_id, r.name AS region, o.code, o.name, o.name_latin, o.country,
         c.territory, o.time_zone, o.address, o.phone, o.email, o.latitude, o.longitude, o.hours, o.types, o.active
  FROM offices o JOIN regions r ON r.region_id = o.region_id JOIN countries c ON c.code = o.country;

CREATE VIEW v_associations AS
  SELECT a.association_id, a.name, a.kind, a.country, c.territory, a.parent, a.address, a.email, a.phone, a.enabled
  FROM associations a JOIN countries c ON c.code = a.country;
