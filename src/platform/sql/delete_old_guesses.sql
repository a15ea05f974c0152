DELETE FROM guesses WHERE last_at < :before AND wait_until <= :now AND guess_key IN (
  SELECT guess_key FROM guesses WHERE last_at < :before AND wait_until <= :now LIMIT :most)
