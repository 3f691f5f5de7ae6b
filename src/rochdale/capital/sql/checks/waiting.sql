-- Holders of whom more shares wait for repayment than they hold.
SELECT
    waiting.holder_id,
    waiting.class_id,
    waiting.quantity
FROM (
    SELECT
        request.holder_id,
        request.class_id,
        sum(request.quantity) AS quantity
    FROM capital_redemptionrequest AS request
    LEFT JOIN capital_redemptionend AS ended
        ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
    WHERE request.cooperative_id = tenancy_current() AND ended.request_id IS NULL
    GROUP BY request.holder_id, request.class_id
) AS waiting
WHERE waiting.quantity > (
    SELECT coalesce(sum(moved.quantity), 0) FROM capital_sharemovement AS moved
    WHERE
        moved.cooperative_id = tenancy_current()
        AND moved.holder_id = waiting.holder_id
        AND moved.class_id = waiting.class_id
)
