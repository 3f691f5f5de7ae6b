-- Who came to a meeting of a body, as one version says, in the order of the seats.
SELECT
    mandate.id,
    mandate.person_id,
    line.state
FROM assembly_bodyattendanceline AS line
INNER JOIN assembly_mandate AS mandate
    ON line.cooperative_id = mandate.cooperative_id AND line.mandate_id = mandate.id
INNER JOIN assembly_seat AS seat
    ON mandate.cooperative_id = seat.cooperative_id AND mandate.seat_id = seat.id
WHERE line.cooperative_id = tenancy_current() AND line.attendance_id = %(attendance_id)s::uuid
ORDER BY seat.place
