-- Who has left and holds redeemable shares outside of the queue, longer than the by-laws give for repaying them.
SELECT
    held.holder_id,
    held.class_id,
    held.quantity,
    line.left_on
FROM (
    SELECT
        moved.holder_id,
        moved.class_id,
        sum(moved.quantity) - coalesce((
            SELECT sum(request.quantity) FROM capital_redemptionrequest AS request
            LEFT JOIN capital_redemptionend AS ended
                ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
            WHERE
                request.cooperative_id = tenancy_current()
                AND request.holder_id = moved.holder_id
                AND request.class_id = moved.class_id
                AND ended.request_id IS NULL
        ), 0) AS quantity
    FROM capital_sharemovement AS moved
    WHERE moved.cooperative_id = tenancy_current()
    GROUP BY moved.holder_id, moved.class_id
) AS held
INNER JOIN capital_shareclass AS own
    ON own.cooperative_id = tenancy_current() AND held.class_id = own.id AND own.is_redeemable
CROSS JOIN LATERAL (
    SELECT
        max(member.left_on) AS left_on,
        bool_and(member.left_on IS NOT NULL) AS is_gone
    FROM membership_member AS member
    WHERE member.cooperative_id = tenancy_current() AND member.person_id = held.holder_id
) AS line
CROSS JOIN cooperatives_cooperative AS institution
WHERE
    held.quantity > 0
    AND line.is_gone
    AND institution.id = tenancy_current()
    AND line.left_on + coalesce((
        SELECT (stated.value #>> '{}')::integer FROM cooperatives_bylawvalue AS stated
        INNER JOIN cooperatives_bylawversion AS adopted
            ON stated.cooperative_id = adopted.cooperative_id AND stated.version = adopted.version
        WHERE
            stated.cooperative_id = tenancy_current()
            AND stated.name = 'share_repayment_days'
            AND adopted.effective_from <= institution.business_date
        ORDER BY stated.version DESC
        LIMIT 1
    ), 0) < institution.business_date
