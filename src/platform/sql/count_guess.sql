INSERT INTO guesses (guess_key, tries, last_at, wait_until)
VALUES (:guess_key, 1, :now, CASE WHEN :free_tries <= 1 THEN :wait_1 ELSE '' END)
ON CONFLICT (guess_key) DO UPDATE SET
  tries = CASE WHEN :hard_stop = 0 AND guesses.last_at < :recovered THEN 1 ELSE guesses.tries + 1 END,
  last_at = :now,
  wait_until = CASE
    WHEN :hard_stop = 0 AND guesses.last_at < :recovered THEN CASE WHEN :free_tries <= 1 THEN :wait_1 ELSE '' END
    WHEN :hard_stop > 0 AND guesses.tries + 1 >= :hard_stop THEN '9999-12-31T23:59:59.999Z'
    WHEN guesses.tries + 1 < :free_tries THEN ''
    WHEN guesses.tries + 1 = :free_tries THEN :wait_1
    WHEN guesses.tries + 1 = :free_tries + 1 THEN :wait_2
    WHEN guesses.tries + 1 = :free_tries + 2 THEN :wait_3
    WHEN guesses.tries + 1 = :free_tries + 3 THEN :wait_4
    WHEN guesses.tries + 1 = :free_tries + 4 THEN :wait_5
    WHEN guesses.tries + 1 = :free_tries + 5 THEN :wait_6
    WHEN guesses.tries + 1 = :free_tries + 6 THEN :wait_7
    ELSE :wait_8 END
WHERE guesses.wait_until <= :now AND (:hard_stop = 0 OR guesses.tries < :hard_stop)
