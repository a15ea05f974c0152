UPDATE travels SET deleted_at = :now WHERE travel_id = :travel_id
