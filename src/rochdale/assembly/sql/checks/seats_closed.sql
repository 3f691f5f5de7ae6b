-- INV-120: seats that somebody holds after they were closed, that an election was to fill since, or that no act closed.
SELECT
    closing.seat_id,
    closing.from_on
FROM assembly_seatclosing AS closing
LEFT JOIN audit_act AS act
    ON closing.cooperative_id = act.cooperative_id AND closing.act_id = act.id
WHERE
    closing.cooperative_id = tenancy_current()
    AND (
        act.subject_id IS DISTINCT FROM closing.seat_id
        OR EXISTS (
            SELECT FROM assembly_mandate AS held
            WHERE
                held.cooperative_id = closing.cooperative_id
                AND held.seat_id = closing.seat_id
                AND least(held.until_on, held.ended_on) > closing.from_on
        )
        OR EXISTS (
            SELECT FROM assembly_callseat AS put
            INNER JOIN assembly_nominationcall AS asked
                ON put.cooperative_id = asked.cooperative_id AND put.call_id = asked.id
            INNER JOIN audit_act AS calling
                ON asked.cooperative_id = calling.cooperative_id AND asked.act_id = calling.id
            WHERE
                put.cooperative_id = closing.cooperative_id
                AND put.seat_id = closing.seat_id
                AND calling.at > act.at
        )
    )
