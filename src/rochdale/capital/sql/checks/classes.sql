-- Classes that the by-laws of their day did not allow; what waits or was repaid of a class that is not; and shares
-- gained beyond a class's limit, or by somebody who was no member that day, or of a kind that the class is not for.
SELECT
    own.id AS class_id,
    NULL::uuid AS of_id
FROM capital_shareclass AS own
WHERE
    own.cooperative_id = tenancy_current()
    AND capital_class_is_sound(own.open_to, own.holding_max, own.return_cap, own.opened_on) IS NOT TRUE
UNION ALL
SELECT
    request.class_id,
    request.id
FROM capital_redemptionrequest AS request
INNER JOIN capital_shareclass AS own
    ON request.cooperative_id = own.cooperative_id AND request.class_id = own.id
WHERE request.cooperative_id = tenancy_current() AND NOT own.is_redeemable
UNION ALL
SELECT
    moved.class_id,
    moved.id
FROM (
    SELECT
        known.*,
        sum(known.quantity) OVER (
            PARTITION BY known.holder_id, known.class_id ORDER BY known.recorded_at, known.id
        ) AS held
    FROM capital_sharemovement AS known
    WHERE known.cooperative_id = tenancy_current()
) AS moved
INNER JOIN capital_shareclass AS own
    ON moved.cooperative_id = own.cooperative_id AND moved.class_id = own.id
INNER JOIN membership_person AS person
    ON moved.cooperative_id = person.cooperative_id AND moved.holder_id = person.id
WHERE
    moved.quantity > 0
    AND moved.cause NOT IN ('taken_over', 'reversal')
    AND (
        moved.held > own.holding_max
        OR NOT EXISTS (
            SELECT FROM membership_member AS line
            LEFT JOIN audit_act AS ended
                ON line.cooperative_id = ended.cooperative_id AND line.left_act_id = ended.id
            WHERE
                line.cooperative_id = moved.cooperative_id
                AND line.person_id = moved.holder_id
                AND line.joined_on <= moved.recorded_on
                -- As it was known then: a death may be told of weeks later.
                AND (line.left_on IS NULL OR line.left_on >= moved.recorded_on OR ended.at > moved.recorded_at)
        )
        -- Classes of members change with time; the kind of a person does not.
        OR NOT (own.open_to && ARRAY['full', 'auxiliary', person.kind])
    )
