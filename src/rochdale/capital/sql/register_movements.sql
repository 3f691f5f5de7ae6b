-- The movements that count for some holders on a day, the oldest first: the detail of their lines in the register.
SELECT
    moved.holder_id,
    moved.class_id,
    moved.effective_on,
    moved.recorded_on,
    moved.cause,
    moved.quantity,
    moved.amount_minor
FROM capital_sharemovement AS moved
WHERE
    moved.cooperative_id = tenancy_current()
    AND moved.holder_id = ANY(%(holder_ids)s)
    AND moved.effective_on <= %(on)s
ORDER BY moved.effective_on, moved.id
