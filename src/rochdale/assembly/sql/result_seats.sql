-- The seats of results by their numbers, each with who is elected to it and whether the mandate was given.
SELECT
    seated.result_id,
    seated.seat_id,
    seat.place,
    seated.until_on,
    seated.nomination_id,
    elected.number,
    elected.person_id,
    EXISTS (
        SELECT FROM assembly_mandate AS mandate
        WHERE mandate.cooperative_id = seated.cooperative_id AND mandate.result_id = seated.result_id
            AND mandate.seat_id = seated.seat_id
    ) AS is_given
FROM assembly_resultseat AS seated
INNER JOIN assembly_seat AS seat
    ON seated.cooperative_id = seat.cooperative_id AND seated.seat_id = seat.id
LEFT JOIN assembly_nomination AS elected
    ON seated.cooperative_id = elected.cooperative_id AND seated.nomination_id = elected.id
WHERE
    seated.cooperative_id = tenancy_current()
    AND seated.result_id::text = any(%(ids)s)
ORDER BY seat.place
