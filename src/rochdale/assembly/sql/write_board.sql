-- The events of a vote's board, in one statement.
INSERT INTO assembly_boardevent (cooperative_id, election_id, height, head, tracker, number, counted)
SELECT
    %(cooperative_id)s,
    %(election_id)s,
    event.height,
    event.head,
    event.tracker,
    event.number,
    event.counted
FROM
    jsonb_to_recordset(%(events)s::jsonb) AS event (
        height integer, head text, tracker text, number text, counted boolean
    )
