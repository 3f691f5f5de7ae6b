-- The board of a published vote as it is kept, event by event.
SELECT
    event.height,
    event.head,
    event.tracker,
    event.number,
    event.counted
FROM assembly_election AS election
INNER JOIN assembly_boardevent AS event
    ON election.cooperative_id = event.cooperative_id AND election.id = event.election_id
WHERE election.cooperative_id = tenancy_current() AND election.uuid = %(uuid)s
ORDER BY event.height
