INSERT INTO offices (
  office_id, administration_id, region_id, code, name, name_latin, country, time_zone, address, phone, email, latitude,
  longitude, hours, types, active
) VALUES (
  :office_id, :administration_id, :region_id, :code, :name, :name_latin, :country, :time_zone, :address, :phone,
  :email, :latitude, :longitude, :hours, :types, :active
)
ON CONFLICT (office_id) DO UPDATE SET
  administration_id = excluded.administration_id, region_id = excluded.region_id, code = excluded.code,
  name = excluded.name, name_latin = excluded.name_latin, country = excluded.country,
  time_zone = excluded.time_zone, address = excluded.address, phone = excluded.phone, email = excluded.email,
  latitude = excluded.latitude, longitude = excluded.longitude, hours = excluded.hours,
  types = excluded.types, active = excluded.active
