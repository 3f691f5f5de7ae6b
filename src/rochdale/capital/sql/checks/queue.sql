-- Gaps in the queue, requests repaid before an earlier one, and repayments of something else than was asked.
SELECT
    request.id,
    request.place,
    ended.outcome,
    moved.quantity
FROM (
    SELECT
        known.*,
        row_number() OVER (ORDER BY known.place) AS nth
    FROM capital_redemptionrequest AS known
    WHERE known.cooperative_id = tenancy_current()
) AS request
LEFT JOIN capital_redemptionend AS ended
    ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
LEFT JOIN capital_sharemovement AS moved
    ON ended.cooperative_id = moved.cooperative_id AND ended.movement_id = moved.id
WHERE
    request.place <> request.nth
    OR (
        ended.outcome = 'paid'
        AND (
            moved.quantity IS DISTINCT FROM -request.quantity
            OR moved.holder_id IS DISTINCT FROM request.holder_id
            OR EXISTS (
                SELECT FROM capital_redemptionrequest AS earlier
                LEFT JOIN capital_redemptionend AS end_of_it
                    ON
                        earlier.cooperative_id = end_of_it.cooperative_id
                        AND earlier.id = end_of_it.request_id
                WHERE
                    earlier.cooperative_id = request.cooperative_id
                    AND earlier.place < request.place
                    AND end_of_it.request_id IS NULL
            )
        )
    )
