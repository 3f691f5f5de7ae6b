-- INV-93: mandates of a seat, or of a person in a body, that overlap, or that no act of theirs gave and ended.
SELECT
    mandate.id,
    mandate.from_on
FROM assembly_mandate AS mandate
LEFT JOIN audit_act AS act
    ON mandate.cooperative_id = act.cooperative_id AND mandate.act_id = act.id
LEFT JOIN audit_act AS ending
    ON mandate.cooperative_id = ending.cooperative_id AND mandate.ended_act_id = ending.id
WHERE
    mandate.cooperative_id = tenancy_current()
    AND (
        act.subject_id IS DISTINCT FROM mandate.id
        OR (mandate.ended_on IS NOT NULL AND ending.subject_id IS DISTINCT FROM mandate.id)
        OR EXISTS (
            SELECT FROM assembly_mandate AS other
            WHERE
                other.cooperative_id = mandate.cooperative_id
                AND other.body_id = mandate.body_id
                AND (other.seat_id = mandate.seat_id OR other.person_id = mandate.person_id)
                AND other.id > mandate.id
                AND daterange(other.from_on, least(other.until_on, other.ended_on))
                && daterange(mandate.from_on, least(mandate.until_on, mandate.ended_on))
        )
    )
