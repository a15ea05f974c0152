SELECT travel_id, content FROM v_travels WHERE travel_id = :travel_id
