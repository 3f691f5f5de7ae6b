-- INV-106: calls for nominations that have other seats than they state, or seats of another body.
SELECT
    asked.meeting_id,
    asked.version
FROM assembly_nominationcall AS asked
WHERE
    asked.cooperative_id = tenancy_current()
    AND asked.seats_stated <> (
        SELECT count(*) FROM assembly_callseat AS put
        INNER JOIN assembly_seat AS seat
            ON put.cooperative_id = seat.cooperative_id AND put.seat_id = seat.id
        WHERE
            put.cooperative_id = asked.cooperative_id
            AND put.call_id = asked.id
            AND seat.body_id = asked.body_id
    )
