SELECT code, digital_since FROM v_countries WHERE territory = :territory AND enabled = 1 ORDER BY code
