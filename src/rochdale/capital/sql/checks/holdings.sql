-- Holders who on some day held less than no share.
SELECT
    running.holder_id,
    running.class_id,
    running.effective_on,
    running.held
FROM (
    SELECT
        moved.holder_id,
        moved.class_id,
        moved.effective_on,
        sum(moved.quantity) OVER (
            PARTITION BY moved.holder_id, moved.class_id
            ORDER BY moved.effective_on, moved.quantity < 0, moved.id
        ) AS held
    FROM capital_sharemovement AS moved
    WHERE moved.cooperative_id = tenancy_current()
) AS running
WHERE running.held < 0
