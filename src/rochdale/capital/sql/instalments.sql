-- Issues that are not paid in full, the oldest first: of all holders or of some, and of one class or of all.
SELECT
    moved.id,
    moved.class_id,
    moved.holder_id,
    moved.quantity,
    moved.effective_on,
    moved.amount_minor - coalesce(paid.amount_minor, 0) AS owing_minor,
    person.given_names,
    person.family_name,
    count(*) OVER () AS issues
FROM capital_sharemovement AS moved
INNER JOIN membership_person AS person
    ON moved.cooperative_id = person.cooperative_id AND moved.holder_id = person.id
LEFT JOIN (
    SELECT
        payment.movement_id,
        sum(payment.amount_minor) AS amount_minor
    FROM capital_sharepayment AS payment
    WHERE payment.cooperative_id = tenancy_current()
    GROUP BY payment.movement_id
) AS paid ON moved.id = paid.movement_id
WHERE
    moved.cooperative_id = tenancy_current()
    AND moved.cause = 'issue'
    AND moved.amount_minor > coalesce(paid.amount_minor, 0)
    AND (%(holder_ids)s::uuid [] IS NULL OR moved.holder_id = any(%(holder_ids)s::uuid []))
    AND (%(class_id)s::uuid IS NULL OR moved.class_id = %(class_id)s::uuid)
    AND (%(until)s::date IS NULL OR moved.effective_on < %(until)s::date)
    AND NOT EXISTS (
        SELECT FROM capital_sharemovement AS turned
        WHERE turned.cooperative_id = moved.cooperative_id AND turned.reverses_id = moved.id
    )
ORDER BY moved.effective_on, moved.id
LIMIT %(lines)s
