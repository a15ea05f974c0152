DELETE FROM guesses WHERE guess_key = :guess_key
