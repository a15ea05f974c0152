UPDATE guesses SET tries = tries - 1, wait_until = '' WHERE guess_key = :guess_key
