-- Certificates, the newest first: of one holder, or one by its number; with what came after each.
SELECT
    own.id,
    own.number,
    own.class_id,
    own.holder_id,
    own.quantity,
    own.issued_on,
    own.code_hash,
    person.given_names,
    person.family_name,
    next.issued_on AS superseded_on,
    (
        SELECT min(moved.recorded_on) FROM capital_sharemovement AS moved
        WHERE
            moved.cooperative_id = own.cooperative_id
            AND moved.holder_id = own.holder_id
            AND moved.class_id = own.class_id
            AND moved.id <> ALL(own.movement_ids)
    ) AS outdated_on,
    (
        SELECT coalesce(sum(moved.quantity), 0) FROM capital_sharemovement AS moved
        WHERE
            moved.cooperative_id = own.cooperative_id
            AND moved.holder_id = own.holder_id
            AND moved.class_id = own.class_id
    ) AS held
FROM capital_certificate AS own
INNER JOIN membership_person AS person
    ON own.cooperative_id = person.cooperative_id AND own.holder_id = person.id
LEFT JOIN LATERAL (
    SELECT later.issued_on FROM capital_certificate AS later
    WHERE
        later.cooperative_id = own.cooperative_id
        AND later.holder_id = own.holder_id
        AND later.class_id = own.class_id
        AND later.number > own.number
    ORDER BY later.number
    LIMIT 1
) AS next ON TRUE
WHERE
    own.cooperative_id = tenancy_current()
    AND (%(holder_id)s::uuid IS NULL OR own.holder_id = %(holder_id)s::uuid)
    AND (%(number)s::bigint IS NULL OR own.number = %(number)s::bigint)
    AND (%(id)s::uuid IS NULL OR own.id = %(id)s::uuid)
ORDER BY own.number DESC
LIMIT %(lines)s
