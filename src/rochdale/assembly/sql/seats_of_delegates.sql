-- How many seats all bodies of delegates have on a day, held or vacant.
SELECT count(*)
FROM assembly_seat AS seat
INNER JOIN assembly_body AS body
    ON seat.cooperative_id = body.cooperative_id AND seat.body_id = body.id
LEFT JOIN assembly_seatclosing AS closing
    ON seat.cooperative_id = closing.cooperative_id AND seat.id = closing.seat_id
WHERE
    seat.cooperative_id = tenancy_current()
    AND body.kind = 'delegates'
    AND seat.from_on <= %(day)s::date
    AND (closing.from_on > %(day)s::date) IS NOT FALSE
