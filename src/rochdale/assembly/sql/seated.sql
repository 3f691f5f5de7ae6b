-- Who held the seats of a body on the day on which a meeting was opened, in the order of the seats.
SELECT
    mandate.id,
    mandate.person_id
FROM assembly_seated(tenancy_current(), %(meeting_id)s::uuid, %(body_id)s::uuid) AS held
INNER JOIN assembly_mandate AS mandate ON held = mandate.id
INNER JOIN assembly_seat AS seat
    ON mandate.cooperative_id = seat.cooperative_id AND mandate.seat_id = seat.id
WHERE mandate.cooperative_id = tenancy_current()
ORDER BY seat.place
