-- Reversals that do not mirror their movement, or reverse it a second time.
SELECT
    moved.id,
    moved.reverses_id,
    moved.quantity,
    first.quantity AS first_quantity
FROM capital_sharemovement AS moved
LEFT JOIN capital_sharemovement AS first
    ON moved.cooperative_id = first.cooperative_id AND moved.reverses_id = first.id
WHERE
    moved.cooperative_id = tenancy_current()
    AND moved.reverses_id IS NOT NULL
    AND (
        first.id IS NULL
        OR first.reverses_id IS NOT NULL
        OR first.quantity <> -moved.quantity
        OR first.holder_id <> moved.holder_id
        OR first.class_id <> moved.class_id
        OR (
            SELECT count(*) FROM capital_sharemovement AS other
            WHERE other.cooperative_id = moved.cooperative_id AND other.reverses_id = moved.reverses_id
        ) > 1
    )
