-- The mandates of delegates that hold on a day, as it is known, or was known at an instant.
SELECT
    held.id,
    held.person_id,
    held.from_on,
    held.ends_on
FROM (
    SELECT
        mandate.id,
        mandate.person_id,
        mandate.from_on,
        CASE
            WHEN (ending.at > %(known_at)s::timestamptz) IS NOT TRUE THEN least(mandate.until_on, mandate.ended_on)
            ELSE mandate.until_on
        END AS ends_on,
        body.code,
        seat.place
    FROM assembly_mandate AS mandate
    INNER JOIN assembly_body AS body
        ON mandate.cooperative_id = body.cooperative_id AND mandate.body_id = body.id
    INNER JOIN assembly_seat AS seat
        ON mandate.cooperative_id = seat.cooperative_id AND mandate.seat_id = seat.id
    INNER JOIN audit_act AS giving
        ON mandate.cooperative_id = giving.cooperative_id AND mandate.act_id = giving.id
    LEFT JOIN audit_act AS ending
        ON mandate.cooperative_id = ending.cooperative_id AND mandate.ended_act_id = ending.id
    WHERE
        mandate.cooperative_id = tenancy_current()
        AND body.kind = 'delegates'
        AND mandate.from_on <= %(on)s::date
        AND (giving.at > %(known_at)s::timestamptz) IS NOT TRUE
) AS held
WHERE held.ends_on > %(on)s::date
ORDER BY held.code, held.place
