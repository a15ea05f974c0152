SELECT travel_id AS name, content FROM v_travels WHERE travel_id > :after ORDER BY travel_id LIMIT :limit
