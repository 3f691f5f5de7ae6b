-- Who has left and holds shares that are repaid, outside of the queue: how many, since when the membership is over.
SELECT
    held.holder_id,
    held.class_id,
    held.quantity - held.waiting AS free,
    held.left_on,
    count(*) OVER () AS holders
FROM (
    SELECT
        gone.person_id AS holder_id,
        own.id AS class_id,
        gone.left_on,
        coalesce((
            SELECT sum(moved.quantity) FROM capital_sharemovement AS moved
            WHERE
                moved.cooperative_id = tenancy_current()
                AND moved.holder_id = gone.person_id
                AND moved.class_id = own.id
        ), 0) AS quantity,
        coalesce((
            SELECT sum(request.quantity) FROM capital_redemptionrequest AS request
            LEFT JOIN capital_redemptionend AS ended
                ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
            WHERE
                request.cooperative_id = tenancy_current()
                AND request.holder_id = gone.person_id
                AND request.class_id = own.id
                AND ended.request_id IS NULL
        ), 0) AS waiting
    FROM (
        SELECT
            line.person_id,
            max(line.left_on) AS left_on
        FROM membership_member AS line
        WHERE
            line.cooperative_id = tenancy_current()
            AND line.left_on IS NOT NULL
            AND (%(holder_id)s::uuid IS NULL OR line.person_id = %(holder_id)s::uuid)
            AND NOT EXISTS (
                SELECT FROM membership_member AS present
                WHERE
                    present.cooperative_id = line.cooperative_id
                    AND present.person_id = line.person_id
                    AND present.left_on IS NULL
            )
        GROUP BY line.person_id
    ) AS gone
    INNER JOIN capital_shareclass AS own ON own.cooperative_id = tenancy_current() AND own.is_redeemable
) AS held
WHERE held.quantity > held.waiting AND held.left_on <= %(until)s
ORDER BY held.left_on, held.holder_id, held.class_id
LIMIT %(lines)s
