-- The seats of a body on a day, each with the mandate that holds it that day, if any.
SELECT
    seat.id,
    seat.place,
    seat.electoral_group,
    seat.term_years,
    seat.from_on,
    mandate.id AS mandate_id,
    closing.from_on AS closes_on
FROM assembly_seat AS seat
LEFT JOIN assembly_seatclosing AS closing
    ON seat.cooperative_id = closing.cooperative_id AND seat.id = closing.seat_id
LEFT JOIN assembly_mandate AS mandate
    ON
        seat.cooperative_id = mandate.cooperative_id
        AND seat.id = mandate.seat_id
        AND mandate.from_on <= %(day)s::date
        AND least(mandate.until_on, mandate.ended_on) > %(day)s::date
WHERE
    seat.cooperative_id = tenancy_current()
    AND seat.body_id = %(body_id)s::uuid
    AND seat.from_on <= %(day)s::date
    AND (closing.from_on > %(day)s::date) IS NOT FALSE
ORDER BY seat.place
