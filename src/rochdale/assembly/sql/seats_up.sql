-- The seats of a body, none of which is to be closed, that are vacant on a day, or whose mandate of that day ends by
-- another or is a co-option; each with who holds it, and with the end of the term of which it is the rest, where
-- somebody elected left it before.
SELECT
    seat.id,
    seat.place,
    seat.electoral_group,
    seat.term_years,
    held.person_id AS holder_id,
    (
        SELECT max(elected.until_on) FROM assembly_mandate AS elected
        WHERE elected.cooperative_id = seat.cooperative_id AND elected.seat_id = seat.id
            AND elected.source <> 'co_option' AND elected.until_on > %(ends_by)s::date
            AND elected.ended_on <= %(day)s::date
    ) AS rest_until_on
FROM assembly_seat AS seat
LEFT JOIN assembly_mandate AS held
    ON
        seat.cooperative_id = held.cooperative_id
        AND seat.id = held.seat_id
        AND held.from_on <= %(day)s::date
        AND least(held.until_on, held.ended_on) > %(day)s::date
WHERE
    seat.cooperative_id = tenancy_current()
    AND seat.body_id = %(body_id)s::uuid
    AND seat.from_on <= %(day)s::date
    AND NOT EXISTS (
        SELECT FROM assembly_seatclosing AS closing
        WHERE closing.cooperative_id = seat.cooperative_id AND closing.seat_id = seat.id
    )
    AND (
        held.id IS NULL OR held.source = 'co_option'
        OR least(held.until_on, held.ended_on) <= %(ends_by)s::date
    )
ORDER BY seat.place
