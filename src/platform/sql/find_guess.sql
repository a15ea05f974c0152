SELECT tries, wait_until FROM guesses WHERE guess_key = :guess_key
