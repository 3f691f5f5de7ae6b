-- Who has left and holds shares that are repaid, outside of the queue: how many, since when the membership is over.
SELECT
    held.holder_id,
    held.class_id,
    held.quantity - coalesce(waiting.quantity, 0) AS free,
    line.left_on,
    count(*) OVER () AS holders
FROM (
    SELECT
        moved.holder_id,
        moved.class_id,
        sum(moved.quantity) AS quantity
    FROM capital_sharemovement AS moved
    INNER JOIN capital_shareclass AS own
        ON moved.cooperative_id = own.cooperative_id AND moved.class_id = own.id
    WHERE
        moved.cooperative_id = tenancy_current()
        AND own.is_redeemable
        AND (%(holder_id)s::uuid IS NULL OR moved.holder_id = %(holder_id)s::uuid)
        AND EXISTS (
            SELECT FROM membership_member AS gone
            WHERE
                gone.cooperative_id = moved.cooperative_id
                AND gone.person_id = moved.holder_id
                AND gone.left_on IS NOT NULL
        )
    GROUP BY moved.holder_id, moved.class_id
) AS held
CROSS JOIN LATERAL (
    SELECT max(gone.left_on) AS left_on FROM membership_member AS gone
    WHERE gone.cooperative_id = tenancy_current() AND gone.person_id = held.holder_id
) AS line
LEFT JOIN LATERAL (
    SELECT sum(request.quantity) AS quantity FROM capital_redemptionrequest AS request
    LEFT JOIN capital_redemptionend AS ended
        ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
    WHERE
        request.cooperative_id = tenancy_current()
        AND request.holder_id = held.holder_id
        AND request.class_id = held.class_id
        AND ended.request_id IS NULL
) AS waiting ON TRUE
WHERE
    held.quantity > coalesce(waiting.quantity, 0)
    AND NOT EXISTS (
        SELECT FROM membership_member AS present
        WHERE
            present.cooperative_id = tenancy_current()
            AND present.person_id = held.holder_id
            AND present.left_on IS NULL
    )
    AND line.left_on <= %(until)s
ORDER BY line.left_on, held.holder_id, held.class_id
LIMIT %(lines)s
