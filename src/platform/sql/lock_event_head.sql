UPDATE event_head SET last_position = last_position WHERE event_head_id = 1
