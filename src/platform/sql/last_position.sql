SELECT last_position FROM event_head WHERE event_head_id = 1
