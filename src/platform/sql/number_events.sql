UPDATE events
SET position = numbered.position
FROM (SELECT waiting.event_id,
             (SELECT last_position FROM event_head WHERE event_head_id = 1)
               + ROW_NUMBER() OVER (ORDER BY waiting.event_id) AS position
      FROM (SELECT event_id FROM events WHERE position IS NULL ORDER BY event_id LIMIT :limit) AS waiting) AS numbered
WHERE events.event_id = numbered.event_id
