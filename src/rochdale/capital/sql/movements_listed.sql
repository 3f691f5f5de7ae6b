-- Movements recorded between two days, of one holder or of all, in the order in which they were written.
SELECT
    moved.id,
    moved.class_id,
    moved.holder_id,
    moved.quantity,
    moved.amount_minor,
    moved.cause,
    moved.organ,
    moved.recorded_on,
    moved.effective_on,
    moved.entry_id,
    moved.reverses_id,
    reversal.id AS reversed_by,
    person.given_names,
    person.family_name,
    coalesce(paid.amount_minor, 0) AS paid_minor
FROM capital_sharemovement AS moved
INNER JOIN membership_person AS person
    ON moved.cooperative_id = person.cooperative_id AND moved.holder_id = person.id
LEFT JOIN capital_sharemovement AS reversal
    ON moved.cooperative_id = reversal.cooperative_id AND moved.id = reversal.reverses_id
LEFT JOIN LATERAL (
    SELECT sum(payment.amount_minor) AS amount_minor FROM capital_sharepayment AS payment
    WHERE payment.cooperative_id = moved.cooperative_id AND payment.movement_id = moved.id
) AS paid ON TRUE
WHERE
    moved.cooperative_id = tenancy_current()
    AND moved.recorded_on BETWEEN %(first)s AND %(last)s
    AND (%(holder_id)s::uuid IS NULL OR moved.holder_id = %(holder_id)s::uuid)
    AND (%(after)s::uuid IS NULL OR moved.id > %(after)s::uuid)
ORDER BY moved.id
LIMIT %(lines)s
