UPDATE event_head SET last_position = last_position + :count WHERE event_head_id = 1
