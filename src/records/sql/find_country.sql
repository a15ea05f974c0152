SELECT code, territory FROM v_countries WHERE code = :country AND enabled = 1 AND territory IS NOT NULL
