-- The events of all published votes with the number or the head that is sought.
SELECT
    event.cooperative_id,
    event.election_id,
    event.height,
    event.tracker,
    event.counted
FROM assembly_boardevent AS event
WHERE event.number = %(sought)s OR event.head = %(sought)s
ORDER BY event.cooperative_id, event.election_id, event.height
LIMIT %(lines)s
