-- Movements whose amount is not their quantity times par.
SELECT
    moved.id,
    moved.quantity,
    moved.amount_minor,
    own.par_minor
FROM capital_sharemovement AS moved
LEFT JOIN capital_shareclass AS own
    ON moved.cooperative_id = own.cooperative_id AND moved.class_id = own.id
WHERE
    moved.cooperative_id = tenancy_current()
    AND moved.amount_minor IS DISTINCT FROM moved.quantity * own.par_minor
