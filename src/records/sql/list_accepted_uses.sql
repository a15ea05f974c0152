SELECT intended_use FROM v_territory_uses WHERE territory = :territory AND accepted = 1
